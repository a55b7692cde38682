# Plays a RAS farm for the tests: only cmdlets, parameters and properties for which there is published evidence.
#
# RAS_PLAY_FARM     the farm to begin with (JSON, test/powershell/played-farm.ts)
# RAS_PLAY_STATE    the file that keeps the farm between processes; the administrator's console edits it
# RAS_PLAY_VARIANT  how this module differs from the evidence, separated by commas (test/powershell/run.ts)
# RAS_PLAY_PASSWORD the password that a session needs; without it any does

Set-StrictMode -Version 1
$ErrorActionPreference = 'Stop'

$variants = @("$env:RAS_PLAY_VARIANT" -split ',' | Where-Object { $_ -ne '' })
$connected = $null
$unapplied = $null

enum AgentState {
    OK = 0
    RebootPending = 21
    StandBy = 27
    NeedsAttention = 48
    Disconnected = -1
    DisabledFromSettings = -2
    NeedsUpdate = -5
    Unknown = -6
}
enum ServerType { RDSHost = 1; Provider = 2; Gateway = 3; PA = 7; Site = 9; RDSGroup = 16 }
enum GatewayMode { Normal = 0; Forwarding = 1 }
enum ProviderType {
    HyperV = 9
    VMwareESXi = 10
    VMwarevCenter = 15
    HyperVFailover = 16
    Nutanix = 18
    ScaleComputing = 20
    Azure = 21
    AVD = 22
    RemotePCStatic = 23
    RemotePCDynamic = 24
    AWSEC2 = 25
}

foreach ($part in 'state', 'reading', 'brokers', 'members') {
    . (Join-Path $PSScriptRoot "$part.ps1")
}

# Name since RAS 19 -> names of RAS 18 and 17; no name means that the older module is not known to have it.
$olderNames = @{
    'Get-RASVersion'                   = 'Get-RASVersion', 'Get-RASVersion'
    'Get-RASFarmSettings'              = 'Get-RASFarmSettings', ''
    'Get-RASSite'                      = 'Get-RASSite', 'Get-Site'
    'Get-RASSiteStatus'                = 'Get-RASSiteStatus', 'Get-SiteStatus'
    'Get-RASBroker'                    = 'Get-RASPA', 'Get-PA'
    'Get-RASBrokerStatus'              = 'Get-RASPAStatus', 'Get-PAStatus'
    'Get-RASAgent'                     = 'Get-RASAgent', 'Get-RASAgent'
    'Get-RASGateway'                   = 'Get-RASGW', 'Get-GW'
    'Get-RASGatewayStatus'             = 'Get-RASGWStatus', 'Get-GWStatus'
    'Get-RASGatewayDefaultSettings'    = 'Get-RASGWDefaultSettings', 'Get-GWDefaultSettings'
    'Get-RASRDSHost'                   = 'Get-RASRDS', 'Get-RDS'
    'Get-RASRDSHostStatus'             = 'Get-RASRDSStatus', 'Get-RDSStatus'
    'Get-RASProvider'                  = 'Get-RASProvider', 'Get-VDIHost'
    'Get-RASProviderStatus'            = 'Get-RASProviderStatus', 'Get-VDIHostStatus'
    'New-RASSession'                   = 'New-RASSession', 'New-RASSession'
    'Remove-RASSession'                = 'Remove-RASSession', 'Remove-RASSession'
    'Invoke-RASApply'                  = 'Invoke-RASApply', 'Invoke-Apply'
    'New-RASBroker'                    = 'New-RASPA', 'New-PA'
    'Set-RASBroker'                    = 'Set-RASPA', ''
    'Invoke-RASBrokerPromoteToPrimary' = 'Invoke-RASPAPromoteToMaster', 'Invoke-PAPromoteToMaster'
    'New-RASSite'                      = 'New-RASSite', ''
    'New-RASGateway'                   = 'New-RASGW', 'New-GW'
    'New-RASRDSHost'                   = 'New-RASRDS', 'New-RDS'
    'Set-RASRDSHost'                   = 'Set-RASRDS', ''
    'New-RASProvider'                  = 'New-RASProvider', ''
    'Set-RASProvider'                  = 'Set-RASProvider', ''
    'Remove-RASGateway'                = 'Remove-RASGW', ''
    'Remove-RASProvider'               = 'Remove-RASProvider', ''
    'Update-RASAgent'                  = 'Update-RASAgent', ''
    'Remove-RASBroker'                 = '', ''
    'Set-RASGateway'                   = '', ''
    'ConvertTo-Json'                   = 'ConvertTo-Json', 'ConvertTo-Json'
}

$exported = foreach ($name in $olderNames.Keys) {
    if ($null -eq (Get-Item -Path "function:$name" -ErrorAction SilentlyContinue)) { continue }
    $playedName = $name
    if ($variants -contains 'old-names-18') { $playedName = $olderNames[$name][0] }
    if ($variants -contains 'old-names-17') { $playedName = $olderNames[$name][1] }
    if ($playedName -eq '' -or $variants -contains "missing:$playedName") { continue }
    if ($playedName -ne $name) {
        Set-Item -Path "function:$playedName" -Value (Get-Item -Path "function:$name").ScriptBlock
    }
    $playedName
}
Export-ModuleMember -Function @($exported)
