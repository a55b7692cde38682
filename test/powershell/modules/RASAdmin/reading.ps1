# What RAS reports. Objects carry every property that the farm file gives them, with enums and dates as such.

$enumOf = @{ AgentState = [AgentState]; ServerType = [ServerType]; Mode = [GatewayMode]; GWMode = [GatewayMode]; Type = [ProviderType] }
$dates = 'TimeCreate', 'TimeLastMod'

function ConvertTo-Reported {
    param($Row, [string[]]$Without)
    $reported = [ordered]@{}
    foreach ($property in $Row.PSObject.Properties) {
        $name = $property.Name
        if ($Without -contains $name) { continue }
        $value = $property.Value
        if ($null -ne $value -and $enumOf.ContainsKey($name)) { $value = $value -as $enumOf[$name] }
        if ($null -ne $value -and $dates -contains $name) { $value = ([datetime]$value).ToUniversalTime() }
        # The older modules name it as the console of their time.
        if ($name -eq 'Mode' -and "$env:RAS_PLAY_VARIANT" -match 'old-names') { $name = 'GWMode' }
        $reported[$name] = $value
    }
    [pscustomobject]$reported
}

# The rows of one kind, of one site, server or id where it is asked for.
function Get-Rows {
    param($Rows, [int]$SiteId, [string]$Server, [int]$Id, [string]$Key = 'Server')
    foreach ($row in @($Rows)) {
        if ($SiteId -ne 0 -and $row.SiteId -ne $SiteId) { continue }
        if ($Server -ne '' -and $row.$Key -ne $Server) { continue }
        if ($Id -ne 0 -and $row.Id -ne $Id) { continue }
        $row
    }
}

# An unknown server is an error, not an empty answer.
function Assert-Found {
    param($Found, [string]$What)
    if ($What -ne '' -and @($Found).Count -eq 0) { throw "'$What' was not found." }
}

$ofStatus = 'AgentState', 'AgentVer', 'ServerOS', 'CPULoad', 'MemLoad'

function ConvertTo-Status {
    param($Row, [string]$Type)
    $status = [ordered]@{ Id = $Row.Id; SiteId = $Row.SiteId; Server = $Row.Server; ServerType = [ServerType]$Type }
    $status.AgentState = [AgentState]'OK'
    if ($null -ne $Row.PSObject.Properties['AgentState']) { $status.AgentState = [AgentState]$Row.AgentState }
    $status.AgentVer = (Read-Played).farm.version
    if ($null -ne $Row.PSObject.Properties['AgentVer']) { $status.AgentVer = $Row.AgentVer }
    $status.ServerOS = 'Windows Server 2022'
    $status.CPULoad = 5
    $status.MemLoad = 40
    [pscustomobject]$status
}

function Get-RASVersion {
    [CmdletBinding()]
    param()
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    (Read-Played).farm.version
}

function Get-RASFarmSettings {
    [CmdletBinding()]
    param()
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    ConvertTo-Reported (Read-Played).farm.settings
}

function Get-RASSite {
    [CmdletBinding()]
    param([int]$Id, [string]$Name)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $found = @(Get-Rows (Read-Played).farm.sites -Id $Id -Server $Name -Key 'Name')
    Assert-Found $found $Name
    $found | ForEach-Object { ConvertTo-Reported $_ }
}

function Get-RASSiteStatus {
    [CmdletBinding()]
    param([int]$SiteId)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = (Read-Played).farm
    foreach ($site in @($farm.sites)) {
        if ($SiteId -ne 0 -and $site.Id -ne $SiteId) { continue }
        $primary = @($farm.brokers | Where-Object { $_.SiteId -eq $site.Id } | Sort-Object -Property Priority)[0]
        $status = ConvertTo-Status $primary 'Site'
        [pscustomobject]@{ Id = $site.Id; SiteId = $site.Id; Server = $status.Server; AgentState = $status.AgentState }
    }
}

function Get-RASBroker {
    [CmdletBinding()]
    param([string]$Server, [Alias('Site')][int]$SiteId, [int]$Id)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $found = @(Get-Rows (Read-Played).farm.brokers -SiteId $SiteId -Server $Server -Id $Id)
    Assert-Found $found $Server
    $without = @('AgentState', 'AgentVer')
    if ($variants -contains 'no-standby-property') { $without += 'Standby' }
    $found | ForEach-Object { ConvertTo-Reported $_ $without }
}

if ($variants -contains 'status-by-id') {
    function Get-RASBrokerStatus {
        [CmdletBinding(DefaultParameterSetName = 'ById')]
        param([Parameter(Mandatory, ParameterSetName = 'ByServer')][string]$Server, [Parameter(Mandatory, ParameterSetName = 'ById')][int]$Id)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Get-Rows (Read-Played).farm.brokers -Server $Server -Id $Id | ForEach-Object { ConvertTo-Status $_ 'PA' }
    }
} else {
    function Get-RASBrokerStatus {
        [CmdletBinding()]
        param([string]$Server, [int]$Id)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        $found = @(Get-Rows (Read-Played).farm.brokers -Server $Server -Id $Id)
        Assert-Found $found $Server
        $found | ForEach-Object { ConvertTo-Status $_ 'PA' }
    }
}

function Read-Agents {
    param([string]$Server, [int]$SiteId, [string]$ServerType)
    $farm = (Read-Played).farm
    $kinds = [ordered]@{ PA = $farm.brokers; Gateway = $farm.gateways; RDSHost = $farm.rdsHosts; Provider = $farm.providers }
    $asked = @{ '' = ''; All = ''; Broker = 'PA'; PA = 'PA'; Gateway = 'Gateway'; RDS = 'RDSHost'; RDSHost = 'RDSHost'; Provider = 'Provider' }
    if (-not $asked.ContainsKey($ServerType)) { throw "Cannot convert '$ServerType' to a server type." }
    foreach ($kind in $kinds.Keys) {
        if ($asked[$ServerType] -ne '' -and $asked[$ServerType] -ne $kind) { continue }
        Get-Rows $kinds[$kind] -SiteId $SiteId -Server $Server | ForEach-Object { ConvertTo-Status $_ $kind }
    }
}

if ($variants -contains 'agents-by-type') {
    function Get-RASAgent {
        [CmdletBinding()]
        param([string]$Server, [int]$SiteId, [Parameter(Mandatory)][string]$ServerType)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Read-Agents -Server $Server -SiteId $SiteId -ServerType $ServerType
    }
} else {
    function Get-RASAgent {
        [CmdletBinding()]
        param([string]$Server, [int]$SiteId, [string]$ServerType)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Read-Agents -Server $Server -SiteId $SiteId -ServerType $ServerType
    }
}

function Get-RASGateway {
    [CmdletBinding()]
    param([string]$Server, [Alias('Site')][int]$SiteId)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $found = @(Get-Rows (Read-Played).farm.gateways -SiteId $SiteId -Server $Server)
    Assert-Found $found $Server
    $found | ForEach-Object { ConvertTo-Reported $_ 'AgentState', 'AgentVer' }
}

function Get-RASGatewayStatus {
    [CmdletBinding()]
    param([int]$SiteId)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    Get-Rows (Read-Played).farm.gateways -SiteId $SiteId | ForEach-Object { ConvertTo-Status $_ 'Gateway' }
}

# Only the older modules are known to have it.
if ("$env:RAS_PLAY_VARIANT" -match 'old-names') {
    function Get-RASGatewayDefaultSettings {
        [CmdletBinding()]
        param([int]$SiteId)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        foreach ($site in @((Read-Played).farm.sites)) {
            if ($SiteId -ne 0 -and $site.Id -ne $SiteId) { continue }
            [pscustomobject]@{ SiteId = $site.Id; GWMode = [GatewayMode]'Normal'; PreferredPAId = 0 }
        }
    }
}

function Get-RASRDSHost {
    [CmdletBinding()]
    param([int]$SiteId, [string]$Server)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $found = @(Get-Rows (Read-Played).farm.rdsHosts -SiteId $SiteId -Server $Server)
    Assert-Found $found $Server
    $found | ForEach-Object { ConvertTo-Reported $_ 'AgentState', 'AgentVer' }
}

function Get-RASRDSHostStatus {
    [CmdletBinding()]
    param([int]$SiteId)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    Get-Rows (Read-Played).farm.rdsHosts -SiteId $SiteId | ForEach-Object { ConvertTo-Status $_ 'RDSHost' }
}

function Get-RASProvider {
    [CmdletBinding()]
    param([int]$SiteId, [string]$Name, [int]$Id)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $found = @(Get-Rows (Read-Played).farm.providers -SiteId $SiteId -Server $Name -Id $Id -Key 'Name')
    Assert-Found $found $Name
    $found | ForEach-Object { ConvertTo-Reported $_ 'AgentState', 'AgentVer' }
}

function Get-RASProviderStatus {
    [CmdletBinding()]
    param([int]$SiteId)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    Get-Rows (Read-Played).farm.providers -SiteId $SiteId | ForEach-Object { ConvertTo-Status $_ 'Provider' }
}
