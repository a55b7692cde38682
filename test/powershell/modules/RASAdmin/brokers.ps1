# Changes of Connection Brokers, and what RAS refuses.

function Find-Broker {
    param($Farm, [string]$Server, [int]$Id)
    $found = @(Get-Rows $Farm.brokers -Server $Server -Id $Id)
    if (($Server -eq '' -and $Id -eq 0) -or $found.Count -eq 0) { throw "Connection Broker '$Server' was not found." }
    $found[0]
}

# The old primary becomes the first secondary; the order is otherwise kept.
function Set-PlayedPrimary {
    param($Farm, [int]$Id)
    $promoted = Find-Broker $Farm -Id $Id
    $others = @($Farm.brokers | Where-Object { $_.SiteId -eq $promoted.SiteId -and $_.Id -ne $Id } | Sort-Object -Property Priority)
    $promoted.Priority = 0
    $promoted.Enabled = $true
    $promoted.Standby = $false
    for ($at = 0; $at -lt $others.Count; $at++) { $others[$at].Priority = $at + 1 }
}

function New-RASBroker {
    [CmdletBinding()]
    param([Parameter(Mandatory)][string]$Server, [switch]$Takeover)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = Get-Unapplied
    if (@(Get-Rows $farm.brokers -Server $Server).Count -gt 0) { throw "'$Server' is already a Connection Broker of the farm." }
    $siteId = $script:connected.SiteId
    $present = @(Get-Rows $farm.brokers -SiteId $siteId)
    $broker = [pscustomobject]@{
        Id             = Get-NextId $farm.brokers
        SiteId         = $siteId
        Server         = $Server
        Enabled        = $true
        Standby        = $present.Count -ge 3
        Priority       = [int](@($present | ForEach-Object { $_.Priority }) | Measure-Object -Maximum).Maximum + 1
        IP             = ''
        AlternativeIPs = ''
        Description    = ''
    }
    $farm.brokers = @($farm.brokers) + @($broker)
    ConvertTo-Reported $broker
}

function Update-Broker {
    param([string]$Server, $Values)
    $farm = Get-Unapplied
    $broker = Find-Broker $farm -Server $Server
    if ($broker.Priority -eq 0) {
        if ($Values.ContainsKey('Enabled') -and -not $Values.Enabled) { throw 'The primary Connection Broker cannot be disabled.' }
        if ($Values.ContainsKey('Standby') -and $Values.Standby) { throw 'The primary Connection Broker cannot be in standby.' }
    }
    if ($Values.ContainsKey('NewServer')) {
        if (@(Get-Rows $farm.brokers -Server $Values.NewServer | Where-Object { $_.Id -ne $broker.Id }).Count -gt 0) {
            throw "'$($Values.NewServer)' is already a Connection Broker of the farm."
        }
        $broker.Server = $Values.NewServer
    }
    foreach ($name in 'Enabled', 'Standby', 'IP', 'AlternativeIPs', 'Description') {
        if ($Values.ContainsKey($name)) { $broker.$name = $Values[$name] }
    }
}

$withStandby = $variants -contains 'standby-parameter'
$withProperties = $variants -contains 'broker-properties'
if ($withStandby -and $withProperties) {
    function Set-RASBroker {
        [CmdletBinding()]
        param([Parameter(Mandatory)][string]$Server, [bool]$Enabled, [bool]$Standby, [string]$IP, [string]$AlternativeIPs, [string]$Description, [string]$NewServer)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Broker $Server $PSBoundParameters
    }
} elseif ($withStandby) {
    function Set-RASBroker {
        [CmdletBinding()]
        param([Parameter(Mandatory)][string]$Server, [bool]$Enabled, [bool]$Standby)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Broker $Server $PSBoundParameters
    }
} elseif ($withProperties) {
    function Set-RASBroker {
        [CmdletBinding()]
        param([Parameter(Mandatory)][string]$Server, [bool]$Enabled, [string]$IP, [string]$AlternativeIPs, [string]$Description, [string]$NewServer)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Broker $Server $PSBoundParameters
    }
} else {
    function Set-RASBroker {
        [CmdletBinding()]
        param([Parameter(Mandatory)][string]$Server, [bool]$Enabled)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        Update-Broker $Server $PSBoundParameters
    }
}

if ($variants -contains 'remove-broker') {
    function Remove-RASBroker {
        [CmdletBinding()]
        param([Parameter(Mandatory)][string]$Server)
        Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
        $farm = Get-Unapplied
        $broker = Find-Broker $farm -Server $Server
        if ($broker.Priority -eq 0) { throw 'The primary Connection Broker cannot be deleted.' }
        $farm.brokers = @($farm.brokers | Where-Object { $_.Id -ne $broker.Id })
        foreach ($later in @(Get-Rows $farm.brokers -SiteId $broker.SiteId)) {
            if ($later.Priority -gt $broker.Priority) { $later.Priority-- }
        }
    }
}

# The session has to be on the secondary itself. It asks for the password of the account (RAS_PLAY_TYPES stands for what is
# typed), and logs the session out.
function Invoke-RASBrokerPromoteToPrimary {
    [CmdletBinding()]
    param([Parameter(Mandatory)][int]$Id, [Parameter(Mandatory)][string]$Email)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $played = Read-Played
    $broker = Find-Broker $played.farm -Id $Id
    if ($broker.Server -ne $script:connected.Server) { throw 'Connect to the Connection Broker that is to be promoted.' }
    if ($broker.Priority -eq 0) { throw "'$($broker.Server)' is the primary already." }
    if (-not $env:RAS_PLAY_TYPES) { $null = Read-Host -Prompt 'Password' -AsSecureString }
    $played.promotion = $Id
    Save-Played $played
    Disconnect-Played
    if ($variants -contains 'session-drops') { throw 'The connection to the RAS server was lost.' }
}

function New-RASSite {
    [CmdletBinding()]
    param([Parameter(Mandatory)][string]$Server, [Parameter(Mandatory)][string]$Name)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $farm = Get-Unapplied
    if (@(Get-Rows $farm.sites -Server $Name -Key 'Name').Count -gt 0) { throw "There is a site '$Name' already." }
    if (@(Get-Rows $farm.brokers -Server $Server).Count -gt 0) { throw "'$Server' is already a Connection Broker of the farm." }
    $site = [pscustomobject]@{ Id = Get-NextId $farm.sites; Name = $Name; LicensingSite = $false }
    $farm.sites = @($farm.sites) + @($site)
    $farm.brokers = @($farm.brokers) + @([pscustomobject]@{
            Id = Get-NextId $farm.brokers; SiteId = $site.Id; Server = $Server; Enabled = $true; Standby = $false; Priority = 0
            IP = ''; AlternativeIPs = ''; Description = ''
        })
    ConvertTo-Reported $site
}
