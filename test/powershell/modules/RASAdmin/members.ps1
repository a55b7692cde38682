# Changes of gateways, RD Session Hosts and Providers.

function Find-Member {
    param($Rows, [string]$Name, [int]$Id, [string]$Key = 'Server')
    $found = @(Get-Rows $Rows -Server $Name -Id $Id -Key $Key)
    if (($Name -eq '' -and $Id -eq 0) -or $found.Count -eq 0) { throw "'$Name' was not found." }
    $found[0]
}

function Get-TargetSite {
    param($Farm, [int]$SiteId)
    if ($SiteId -eq 0) { return $script:connected.SiteId }
    if (@(Get-Rows $Farm.sites -Id $SiteId).Count -eq 0) { throw "There is no site $SiteId." }
    $SiteId
}

function Set-Preferred {
    param($Farm, $Member, [int]$BrokerId)
    if ($BrokerId -ne 0) {
        $broker = Find-Broker $Farm -Id $BrokerId
        if ($broker.SiteId -ne $Member.SiteId) { throw 'The preferred Connection Broker is in another site.' }
    }
    $Member.PreferredPAId = $BrokerId
    if ($null -ne $Member.PSObject.Properties['InheritDefaultAgentSettings']) { $Member.InheritDefaultAgentSettings = $false }
}

function New-RASGateway {
    [CmdletBinding()]
    param([Parameter(Mandatory)][string]$Server, [switch]$NoRestart)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = Get-Unapplied
    if (@(Get-Rows $farm.gateways -Server $Server).Count -gt 0) { throw "'$Server' is already a gateway." }
    $gateway = [pscustomobject]@{
        Id = Get-NextId $farm.gateways; SiteId = $script:connected.SiteId; Server = $Server; Enabled = $true
        IP = ''; Mode = 'Normal'; PreferredPAId = 0; InheritDefaultModeSettings = $false
    }
    $farm.gateways = @($farm.gateways) + @($gateway)
    ConvertTo-Reported $gateway
}

function Remove-RASGateway {
    [CmdletBinding()]
    param([Parameter(Mandatory, ValueFromPipeline)]$InputObject)
    process {
        Start-Played $MyInvocation.MyCommand.Name @{ InputObject = $InputObject.Server }
        $farm = Get-Unapplied
        $gateway = Find-Member $farm.gateways -Id $InputObject.Id
        $farm.gateways = @($farm.gateways | Where-Object { $_.Id -ne $gateway.Id })
    }
}

function New-RASRDSHost {
    [CmdletBinding()]
    param([Parameter(Mandatory)][string]$Server, [int]$SiteId, [string]$Username, [securestring]$Password, [switch]$NoInstall)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = Get-Unapplied
    if (@(Get-Rows $farm.rdsHosts -Server $Server).Count -gt 0) { throw "'$Server' is already an RD Session Host." }
    $hostRow = [pscustomobject]@{
        Id = Get-NextId $farm.rdsHosts; SiteId = Get-TargetSite $farm $SiteId; Server = $Server; Enabled = $true
        Description = ''; InheritDefaultAgentSettings = $false; PreferredPAId = 0
    }
    $farm.rdsHosts = @($farm.rdsHosts) + @($hostRow)
    ConvertTo-Reported $hostRow
}

function Update-RDSHost {
    param($Values)
    $farm = Get-Unapplied
    $id = 0
    $server = ''
    if ($Values.ContainsKey('Id')) { $id = $Values.Id }
    if ($Values.ContainsKey('InputObject')) { $id = $Values.InputObject.Id }
    if ($Values.ContainsKey('Server')) { $server = $Values.Server }
    $found = Find-Member $farm.rdsHosts -Name $server -Id $id
    foreach ($name in 'Enabled', 'Description') {
        if ($Values.ContainsKey($name)) { $found.$name = $Values[$name] }
    }
    if ($Values.ContainsKey('PreferredBrokerId')) { Set-Preferred $farm $found $Values.PreferredBrokerId }
}

function New-RASProvider {
    [CmdletBinding()]
    param(
        [string]$Server, [string]$VDIAgent, [string]$ProviderUsername, [securestring]$ProviderPassword, [string]$Username, [securestring]$Password,
        [switch]$VMwareESXi, [string]$VMwareESXiVersion, [switch]$VCenter, [string]$VCenterVersion, [switch]$AVD, [string]$AVDVersion,
        [switch]$Azure, [string]$AzureVersion, [switch]$RemotePCStatic, [string]$RemotePCStaticVersion, [string]$Name
    )
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    if ($Name -ne '') { throw 'The name of a Provider cannot be given when it is created.' }
    $types = @{ VMwareESXi = 'VMwareESXi'; VCenter = 'VMwarevCenter'; AVD = 'AVD'; Azure = 'Azure'; RemotePCStatic = 'RemotePCStatic' }
    $given = @($types.Keys | Where-Object { $PSBoundParameters.ContainsKey($_) })
    if ($given.Count -ne 1) { throw 'Specify one type of Provider.' }
    $farm = Get-Unapplied
    if (@(Get-Rows $farm.providers -Server $Server -Key 'Name').Count -gt 0) { throw "'$Server' is already a Provider." }
    $provider = [pscustomobject]@{
        Id = Get-NextId $farm.providers; SiteId = $script:connected.SiteId; Name = $Server; Server = $Server; Type = $types[$given[0]]
        VDIAgent = $VDIAgent; Enabled = $true; PreferredPAId = 0
    }
    $farm.providers = @($farm.providers) + @($provider)
    ConvertTo-Reported $provider
}

function Update-Provider {
    param($Values)
    $farm = Get-Unapplied
    $found = Find-Member $farm.providers -Id $Values.Id -Key 'Name'
    if ($Values.ContainsKey('NewName')) { $found.Name = $Values.NewName }
    if ($Values.ContainsKey('Description')) { $found | Add-Member -NotePropertyName Description -NotePropertyValue $Values.Description -Force }
    if ($Values.ContainsKey('PreferredBrokerId')) { Set-Preferred $farm $found $Values.PreferredBrokerId }
}

function Remove-RASProvider {
    [CmdletBinding()]
    param([Parameter(Mandatory, ValueFromPipeline)]$InputObject)
    process {
        Start-Played $MyInvocation.MyCommand.Name @{ InputObject = $InputObject.Name }
        $farm = Get-Unapplied
        $provider = Find-Member $farm.providers -Id $InputObject.Id -Key 'Name'
        $farm.providers = @($farm.providers | Where-Object { $_.Id -ne $provider.Id })
    }
}

if ($variants -contains 'preferred-parameter') {
    function Set-RASRDSHost {
        [CmdletBinding()]
        param([int]$Id, [string]$Server, [int]$SiteId, $InputObject, [bool]$Enabled, [string]$Description, [int]$Port, [int]$MaxSessions, [int]$PreferredBrokerId)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-RDSHost $PSBoundParameters
    }
    function Set-RASProvider {
        [CmdletBinding()]
        param([Parameter(Mandatory)][int]$Id, [string]$NewName, [string]$Description, [int]$PreferredBrokerId)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Provider $PSBoundParameters
    }
    function Set-RASGateway {
        [CmdletBinding()]
        param([int]$Id, [string]$Server, [GatewayMode]$Mode, [int]$PreferredBrokerId)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        $farm = Get-Unapplied
        $found = Find-Member $farm.gateways -Name $Server -Id $Id
        if ($PSBoundParameters.ContainsKey('Mode')) { $found.Mode = "$Mode" }
        if ($PSBoundParameters.ContainsKey('PreferredBrokerId')) { Set-Preferred $farm $found $PreferredBrokerId }
    }
} else {
    function Set-RASRDSHost {
        [CmdletBinding()]
        param([int]$Id, [string]$Server, [int]$SiteId, $InputObject, [bool]$Enabled, [string]$Description, [int]$Port, [int]$MaxSessions)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-RDSHost $PSBoundParameters
    }
    function Set-RASProvider {
        [CmdletBinding()]
        param([Parameter(Mandatory)][int]$Id, [string]$NewName, [string]$Description)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Provider $PSBoundParameters
    }
}

# Installs the newest agent: RAS_PLAY_NEW_VERSION.
function Update-RASAgent {
    [CmdletBinding()]
    param([string]$Server, [int]$SiteId, $InputObject, [switch]$Force)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = Get-Unapplied
    if ($null -ne $InputObject) { $Server = $InputObject.Server }
    $found = @(@($farm.brokers) + @($farm.gateways) + @($farm.rdsHosts) + @($farm.providers) |
            Where-Object { $null -ne $_ -and $_.Server -eq $Server -and ($SiteId -eq 0 -or $_.SiteId -eq $SiteId) })
    if ($found.Count -eq 0) { throw "'$Server' was not found." }
    foreach ($row in $found) { $row | Add-Member -NotePropertyName AgentVer -NotePropertyValue "$env:RAS_PLAY_NEW_VERSION" -Force }
}
