# Runbook of farm 0.1.0, printed on 2026-11-22.
# It brings the Parallels RAS farm "Acme" from farm.json to planned.json, in 5 steps.
# Site Berlin before: cannot lose any broker; after: cannot lose any broker; weakest moment: before the first step, cannot lose any broker.
#
# Each step looks at the farm first, and stops if the farm is not as the plan expects it;
# then it acts, applies the change, and reads the farm back before the next step begins.
# A step that no proven cmdlet can do tells you what to do in the RAS Console, and waits.
#
# Read it, then try it: .\SCRIPT.ps1 -WhatIf
# Run it:               .\SCRIPT.ps1 -Server NAME
# Resume it:            .\SCRIPT.ps1 -Server NAME -Step N
# It needs the module RASAdmin in the version of the Connection Broker.
# The way back: change-rollback.ps1

param(
    # The Connection Broker to connect to: the primary of the Licensing Site.
    [string]$Server = '',
    # The step to begin with, to resume.
    [int]$Step = 1,
    # Shows all steps, changes nothing, and needs no session.
    [switch]$WhatIf,
    # Asked for if left out. It is never written anywhere.
    [System.Management.Automation.PSCredential]$Credential = $null,
    # E-mail address of the Parallels My Account, for a promotion; its password is asked for.
    [string]$Email = '',
    # How often the farm is looked at after a change, and how long to wait in between.
    [int]$Tries = 10,
    [int]$WaitSeconds = 15,
    # The transcript (default: beside this script).
    [string]$Transcript = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 1

# Names in the modules of RAS 18 and 17.
$olderNames = @{
    'Get-RASSite' = @('Get-Site')
    'Get-RASSiteStatus' = @('Get-SiteStatus')
    'Get-RASBroker' = @('Get-RASPA', 'Get-PA')
    'Get-RASBrokerStatus' = @('Get-RASPAStatus', 'Get-PAStatus')
    'Get-RASGateway' = @('Get-RASGW', 'Get-GW')
    'Get-RASGatewayStatus' = @('Get-RASGWStatus', 'Get-GWStatus')
    'Get-RASGatewayDefaultSettings' = @('Get-RASGWDefaultSettings', 'Get-GWDefaultSettings')
    'Get-RASRDSHost' = @('Get-RASRDS', 'Get-RDS')
    'Get-RASRDSHostStatus' = @('Get-RASRDSStatus', 'Get-RDSStatus')
    'Get-RASProvider' = @('Get-VDIHost')
    'Get-RASProviderStatus' = @('Get-VDIHostStatus')
    'Invoke-RASApply' = @('Invoke-Apply')
    'New-RASBroker' = @('New-RASPA', 'New-PA')
    'Set-RASBroker' = @('Set-RASPA', 'Set-PA')
    'Remove-RASBroker' = @('Remove-RASPA', 'Remove-PA')
    'Invoke-RASBrokerPromoteToPrimary' = @('Invoke-RASPAPromoteToMaster', 'Invoke-PAPromoteToMaster')
    'New-RASSite' = @('New-Site')
    'New-RASGateway' = @('New-RASGW', 'New-GW')
    'Set-RASGateway' = @('Set-RASGW', 'Set-GW')
    'Remove-RASGateway' = @('Remove-RASGW', 'Remove-GW')
    'New-RASRDSHost' = @('New-RASRDS', 'New-RDS')
    'Set-RASRDSHost' = @('Set-RASRDS', 'Set-RDS')
    'Remove-RASRDSHost' = @('Remove-RASRDS', 'Remove-RDS')
}

$plannedVersion = 20

# ---- What the farm looks like between the steps --------------------------------

$brokers1 = @(
    @{ Server = 'CB1'; Enabled = $true; Standby = $false }
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
)

$look1 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
}

$look2 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Upgraded = @('CB1')
    Version = '21'
}

$look3 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Upgraded = @('CB2')
    Version = '21'
}

$look4 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Upgraded = @('GW1')
    Version = '21'
}

$look5 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Upgraded = @('RDS1', 'RDS2', 'RDS3')
    Version = '21'
}

# ---- The steps ----------------------------------------------------------------

$steps = @(
    # Step 1: Berlin: upgrade broker CB1
    # Assumes A30: The version that an agent reports begins with the number of its RAS version.
    @{
        Number = 1
        Title = 'Berlin: upgrade broker CB1'
        Notes = @('Why here: in each Site brokers by priority, then gateways, then hosts.', 'Meanwhile: lost: 1 provider (vc1); 9 processes stopped: Admin sessions, System settings, Licensing information and heartbeat, Monitor other sites'' states, Customer experience (CEP) information, Send data to reporting server, Schedulers, Device manager shadowing, Host pool autoscaling; 2 agents reconnect; tolerance meanwhile 0.')
        Parts = @(
            @{
                Before = $look1
                ByHand = $true
                Console = @(
                    'Install RAS 21 on CB1, and wait until it runs. The PowerShell module must have the version of the Connection Broker: if it no longer has, update it on this machine, and begin this step again.'
                )
                After = $look2
                What = 'version of CB1'
                Apply = $false
                Ask = $false
            }
        )
    }
    # Step 2: Berlin: upgrade broker CB2
    # Assumes A30: The version that an agent reports begins with the number of its RAS version.
    @{
        Number = 2
        Title = 'Berlin: upgrade broker CB2'
        Notes = @('Why here: in each Site brokers by priority, then gateways, then hosts.', 'Meanwhile: 1 agent reconnects; tolerance meanwhile 0.')
        Parts = @(
            @{
                Before = $look1
                Calls = @(
                    @{ Name = 'Update-RASAgent'; With = [ordered]@{ Server = 'CB2'; SiteId = @{ IdOfSite = 'Berlin' } } }
                )
                Console = @(
                    'Install RAS 21 on CB2, and wait until it runs.'
                )
                After = $look3
                What = 'version of CB2'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 3: Berlin: upgrade gateway GW1
    # Assumes A30: The version that an agent reports begins with the number of its RAS version.
    @{
        Number = 3
        Title = 'Berlin: upgrade gateway GW1'
        Notes = @('Why here: in each Site brokers by priority, then gateways, then hosts.', 'Meanwhile: clients through this gateway; 0 left.')
        Parts = @(
            @{
                Before = $look1
                Calls = @(
                    @{ Name = 'Update-RASAgent'; With = [ordered]@{ Server = 'GW1'; SiteId = @{ IdOfSite = 'Berlin' } } }
                )
                Console = @(
                    'Install RAS 21 on GW1, and wait until it runs.'
                )
                After = $look4
                What = 'version of GW1'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 4: Berlin: upgrade agents RDS[1-3]
    # Assumes A30: The version that an agent reports begins with the number of its RAS version.
    @{
        Number = 4
        Title = 'Berlin: upgrade agents RDS[1-3]'
        Notes = @('Why here: in each Site brokers by priority, then gateways, then hosts.', 'Meanwhile: sessions on the hosts that are being upgraded: do them in batches.')
        Parts = @(
            @{
                Before = $look1
                Calls = @(
                    @{ Name = 'Update-RASAgent'; With = [ordered]@{ Server = 'RDS1'; SiteId = @{ IdOfSite = 'Berlin' } } }
                    @{ Name = 'Update-RASAgent'; With = [ordered]@{ Server = 'RDS2'; SiteId = @{ IdOfSite = 'Berlin' } } }
                    @{ Name = 'Update-RASAgent'; With = [ordered]@{ Server = 'RDS3'; SiteId = @{ IdOfSite = 'Berlin' } } }
                )
                Console = @(
                    'Install RAS 21 on RDS1, RDS2 and RDS3, and wait until it runs.'
                )
                After = $look5
                What = 'version of RDS1, RDS2 and RDS3'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 5: set the RAS version to 21
    @{
        Number = 5
        Title = 'set the RAS version to 21'
        Notes = @('Why here: the rules of the new version apply once every host has it.')
        Parts = @(
            @{
                Before = $look1
                ModelOnly = $true
                After = $look1
                What = 'model only'
                Apply = $false
                Ask = $false
            }
        )
    }
)

# ---- The module and the session ---------------------------------------------

function Stop-Runbook {
    param([string]$Why)
    throw (New-Object System.InvalidOperationException $Why)
}

# A name of the farm may hold anything: control characters are not shown.
function Format-Text {
    param($Value)
    if ($null -eq $Value) { return '' }
    return ([string]$Value) -replace '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', '?'
}

# The cmdlet of this name, or of its name in an older module; nothing if the module has none.
function Find-Cmdlet {
    param([string]$Name)
    if (-not $foundCmdlets.ContainsKey($Name)) {
        $found = $null
        foreach ($candidate in @($Name) + @($olderNames[$Name])) {
            if (-not $candidate) { continue }
            $found = Get-Command -Name $candidate -ErrorAction SilentlyContinue |
                Select-Object -First 1
            if ($null -ne $found) { break }
        }
        $foundCmdlets[$Name] = $found
    }
    return $foundCmdlets[$Name]
}

function Test-Cmdlet {
    param([string]$Name, [string[]]$Parameters)
    $command = Find-Cmdlet $Name
    if ($null -eq $command) { return $false }
    foreach ($parameter in $Parameters) {
        if (-not $command.Parameters.ContainsKey($parameter)) { return $false }
    }
    return $true
}

function Invoke-Cmdlet {
    param([string]$Name, $With = @{})
    $command = Find-Cmdlet $Name
    if ($null -eq $command) { Stop-Runbook "The module has no cmdlet $Name." }
    & $command @With
}

function Import-RasModule {
    $module = $null
    foreach ($name in 'RASAdmin', 'PSAdmin') {
        if ($null -eq (Get-Module -Name $name)) {
            if ($null -eq (Get-Module -ListAvailable -Name $name)) { continue }
            Import-Module -Name $name
        }
        $module = Get-Module -Name $name | Select-Object -First 1
        break
    }
    if ($null -eq $module) {
        Stop-Runbook 'The PowerShell module of Parallels RAS (RASAdmin) is not installed here.'
    }
    Write-Host "Module $($module.Name) $($module.Version), PowerShell $($PSVersionTable.PSVersion)"
    foreach ($name in 'New-RASSession', 'Get-RASSite', 'Get-RASBroker') {
        if ($null -eq (Find-Cmdlet $name)) { Stop-Runbook "The module has no cmdlet $name." }
    }
}

function Disconnect-Farm {
    if (-not $script:connected) { return }
    $script:connected = $false
    # The session may be lost already.
    try { Invoke-Cmdlet 'Remove-RASSession' | Out-Null } catch { Write-Verbose "$_" }
}

function Connect-Farm {
    param([string]$To, [switch]$Force)
    Disconnect-Farm
    $with = @{ Username = $script:account.UserName; Password = $script:account.Password }
    if ($To -ne '') { $with['Server'] = $To }
    if ($Force) { $with['Force'] = $true }
    Invoke-Cmdlet 'New-RASSession' $with | Out-Null
    $script:connected = $true
    $script:connectedTo = $To
}

# ---- What the farm looks like -----------------------------------------------

function Test-Same {
    param($One, $Other)
    return [string]::Equals([string]$One, [string]$Other, [System.StringComparison]::OrdinalIgnoreCase)
}

function Test-Property {
    param($Object, [string]$Name)
    return $null -ne $Object.PSObject.Properties[$Name]
}

# The first of these properties that the object has.
function Get-Property {
    param($Object, [string[]]$Names)
    foreach ($name in $Names) {
        if (Test-Property $Object $name) { return $Object.PSObject.Properties[$name].Value }
    }
    return $null
}

function Get-SiteByName {
    param([string]$Name)
    foreach ($site in @(Invoke-Cmdlet 'Get-RASSite')) {
        if (Test-Same (Get-Property $site 'Name') $Name) { return $site }
    }
    return $null
}

# The objects of one site.
function Get-OfSite {
    param([string]$Cmdlet, $SiteId)
    $with = @{}
    foreach ($parameter in 'SiteId', 'Site') {
        if (Test-Cmdlet $Cmdlet @($parameter)) { $with[$parameter] = $SiteId; break }
    }
    foreach ($object in @(Invoke-Cmdlet $Cmdlet $with)) {
        if ($null -eq $object) { continue }
        $of = Get-Property $object 'SiteId'
        if ($null -eq $of -or $of -eq $SiteId) { $object }
    }
}

# By priority: the lowest number is the primary.
function Get-Brokers {
    param($SiteId)
    Get-OfSite 'Get-RASBroker' $SiteId | Sort-Object -Property Priority
}

function Get-ByName {
    param($Objects, [string]$Key, [string]$Name)
    foreach ($object in @($Objects)) {
        if ($null -ne $object -and (Test-Same (Get-Property $object $Key) $Name)) { return $object }
    }
    return $null
}

function Format-Claim {
    param([string]$What, [string]$Name, $Value)
    $shown = Format-Text $Value
    if ($Name -eq 'PreferredBroker' -and $null -eq $Value) { $shown = 'Automatic' }
    return ('{0}, {1}: {2}' -f $What, $Name, $shown)
}

# Notes a property that the module does not report: the administrator looks at it.
function Add-Unread {
    param([string]$What, [string]$Name, $Value)
    $script:unread += @(Format-Claim $What $Name $Value)
}

# All that is expected of the properties of a site and its objects.
function Get-Claims {
    param($Expected)
    $name = Format-Text $Expected.Site
    if ($Expected.ContainsKey('Licensing')) { Format-Claim "site $name" 'LicensingSite' $Expected.Licensing }
    foreach ($broker in @($Expected.Brokers) + @($Expected.Also)) {
        if ($null -eq $broker) { continue }
        foreach ($key in $broker.Keys) {
            if ($key -eq 'Server' -or ($key -eq 'Standby' -and @($Expected.Open) -contains $broker.Server)) { continue }
            Format-Claim "Connection Broker $(Format-Text $broker.Server)" $key $broker[$key]
        }
    }
    $kinds = @{ 'gateway' = $Expected.Gateways; 'RD Session Host' = $Expected.Hosts; 'Provider' = $Expected.Providers }
    foreach ($word in $kinds.Keys) {
        foreach ($member in @($kinds[$word])) {
            if ($null -eq $member) { continue }
            foreach ($key in 'PreferredBroker', 'Mode', 'IP') {
                if ($member.ContainsKey($key)) { Format-Claim "$word $(Format-Text $member.Name)" $key $member[$key] }
            }
        }
    }
    foreach ($server in @($Expected.Upgraded)) {
        if ($null -ne $server) { Format-Claim "the agent of $(Format-Text $server)" 'AgentVer' $Expected.Version }
    }
}

# What a part changes and the module does not report, as the last look at the farm found.
function Get-Unseen {
    param($Part)
    if ($script:unread.Count -eq 0) { return }
    $before = @(Get-Claims $Part.Before)
    $changed = @(Get-Claims $Part.After | Where-Object { $before -notcontains $_ })
    $script:unread | Where-Object { $changed -contains $_ }
}

# Compares one property; prints nothing if it is as expected.
function Compare-Property {
    param([string]$What, $Object, [string[]]$Names, $Expected)
    $has = @($Names | Where-Object { Test-Property $Object $_ })
    if ($has.Count -eq 0) { Add-Unread $What $Names[0] $Expected; return }
    $actual = Get-Property $Object $Names
    if ($Expected -is [bool]) { $same = ([bool]$actual) -eq $Expected } else { $same = Test-Same $actual $Expected }
    if (-not $same) { "$What, $($Names[0]) is '$(Format-Text $actual)', not '$(Format-Text $Expected)'" }
}

# Objects by name, without regard to case.
function Get-Index {
    param($Objects, [string]$Key)
    $index = New-Object 'System.Collections.Generic.Dictionary[string,object]' ([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($object in @($Objects)) {
        if ($null -ne $object) { $index[[string](Get-Property $object $Key)] = $object }
    }
    # The comma keeps PowerShell from handing out the entries one by one.
    return , $index
}

function Compare-Brokers {
    param($Expected, $Brokers)
    $actual = @($Brokers | ForEach-Object { Get-Property $_ 'Server' })
    $wanted = @($Expected.Brokers | ForEach-Object { $_.Server })
    $found = Get-Index $Brokers 'Server'
    $different = @()
    foreach ($name in $wanted) {
        if (-not $found.ContainsKey($name)) { $different += "there is no Connection Broker $(Format-Text $name)" }
    }
    foreach ($name in $actual) {
        if ($wanted -notcontains $name) { $different += "there is a Connection Broker $(Format-Text $name) that the plan does not know" }
    }
    if ($different.Count -gt 0) { return $different }
    $compared = $wanted.Count
    if ($Expected.Order -eq 'primary') { $compared = 1 }
    for ($at = 0; $at -lt $compared; $at++) {
        if (Test-Same $actual[$at] $wanted[$at]) { continue }
        if ($Expected.Order -eq 'primary') { "the primary is $(Format-Text $actual[0]), not $(Format-Text $wanted[0])" }
        else { "the order is $(Format-Text ($actual -join ', ')), not $(Format-Text ($wanted -join ', '))" }
        break
    }
    foreach ($broker in @($Expected.Brokers) + @($Expected.Also)) {
        if ($null -eq $broker) { continue }
        $object = $found[$broker.Server]
        foreach ($name in 'Enabled', 'Standby', 'IP', 'AlternativeIPs', 'Description') {
            if (-not $broker.ContainsKey($name)) { continue }
            # What RAS decides about a new broker is open until the next part.
            if ($name -eq 'Standby' -and @($Expected.Open) -contains $broker.Server) { continue }
            Compare-Property "Connection Broker $(Format-Text $broker.Server)" $object @($name) $broker[$name]
        }
    }
}

function Compare-Members {
    param([string]$Word, $Members, $Objects, [string]$Key, $Brokers)
    $known = Get-Index $Objects $Key
    foreach ($member in $Members) {
        $what = "$Word $(Format-Text $member.Name)"
        $object = $null
        if ($known.ContainsKey($member.Name)) { $object = $known[$member.Name] }
        if (-not $member.Exists) {
            if ($null -ne $object) { "$what exists" }
            continue
        }
        if ($null -eq $object) { "there is no $what"; continue }
        if ($member.ContainsKey('PreferredBroker')) { Compare-Preferred $what $object $member.PreferredBroker $Brokers }
        if ($member.ContainsKey('Mode')) { Compare-Property $what $object @('Mode', 'GWMode') $member.Mode }
        if ($member.ContainsKey('IP')) { Compare-Property $what $object @('IP', 'IPs') $member.IP }
    }
}

# 0 is Automatic. An object that inherits the default settings has no preference of its own.
function Compare-Preferred {
    param([string]$What, $Object, $Expected, $Brokers)
    $shown = 'Automatic'
    if ($null -ne $Expected) { $shown = Format-Text $Expected }
    $inherits = Get-Property $Object @('InheritDefaultAgentSettings', 'InheritDefaultModeSettings')
    $id = Get-Property $Object @('PreferredBrokerId', 'PreferredPAId')
    if ($null -eq $id -or $inherits -eq $true) { Add-Unread $What 'PreferredBroker' $Expected; return }
    $actual = $null
    foreach ($broker in @($Brokers)) {
        if ((Get-Property $broker 'Id') -eq $id) { $actual = Get-Property $broker 'Server' }
    }
    if ($id -eq 0 -and $null -eq $Expected) { return }
    if ($id -ne 0 -and $null -ne $Expected -and (Test-Same $actual $Expected)) { return }
    $is = Format-Text $actual
    if ($id -eq 0) { $is = 'Automatic' }
    "$What prefers $is, not $shown"
}

# An agent that runs reports OK, or StandBy for a Connection Broker in standby.
function Compare-Upgraded {
    param([string[]]$Servers, [string]$Version, $SiteId)
    foreach ($server in $Servers) {
        $what = "the agent of $(Format-Text $server)"
        $agent = $null
        if ($null -ne (Find-Cmdlet 'Get-RASAgent')) {
            $agent = @(Invoke-Cmdlet 'Get-RASAgent' @{ Server = $server; SiteId = $SiteId }) | Select-Object -First 1
        }
        if ($null -eq $agent) { Add-Unread $what 'AgentVer' $Version; continue }
        $reported = [string](Get-Property $agent @('AgentVer'))
        if ($reported -match '^(\d+)\.') {
            if ($Matches[1] -ne $Version) { "$what has version $(Format-Text $reported), not $Version" }
        } else { Add-Unread $what 'AgentVer' $Version }
        $state = [string](Get-Property $agent @('AgentState'))
        if ($state -ne '' -and @('OK', 'StandBy') -notcontains $state) { "$what is $(Format-Text $state)" }
    }
}

# Every difference between the farm and what is expected of it, one text each.
function Get-Differences {
    param($Expected)
    $script:unread = @()
    $name = Format-Text $Expected.Site
    $site = Get-SiteByName $Expected.Site
    if (-not $Expected.Exists) {
        if ($null -ne $site) { "there is a site $name" }
        return
    }
    if ($null -eq $site) { "there is no site $name"; return }
    if ($Expected.ContainsKey('Licensing')) { Compare-Property "site $name" $site @('LicensingSite') $Expected.Licensing }
    $id = Get-Property $site 'Id'
    $brokers = @(Get-Brokers $id)
    Compare-Brokers $Expected $brokers
    if ($Expected.Gateways) { Compare-Members 'gateway' $Expected.Gateways @(Get-OfSite 'Get-RASGateway' $id) 'Server' $brokers }
    if ($Expected.Hosts) { Compare-Members 'RD Session Host' $Expected.Hosts @(Get-OfSite 'Get-RASRDSHost' $id) 'Server' $brokers }
    if ($Expected.Providers) { Compare-Members 'Provider' $Expected.Providers @(Get-OfSite 'Get-RASProvider' $id) 'Name' $brokers }
    if ($Expected.Upgraded) { Compare-Upgraded $Expected.Upgraded $Expected.Version $id }
}

# ---- One step ---------------------------------------------------------------

# Waits for an answer; q stops, and so does the end of the input.
function Read-Answer {
    param([string]$Question, [string]$Wanted = '')
    while ($true) {
        $answer = Read-Host $Question
        if ($null -eq $answer) { Stop-Runbook 'Nobody answered.' }
        $answer = $answer.Trim()
        if ($answer -eq 'q') { Stop-Runbook 'You stopped it.' }
        if ($answer -eq $Wanted) { return }
    }
}

function Write-Lines {
    param([string[]]$Lines)
    foreach ($line in $Lines) { Write-Host "    $line" }
}

function Use-Console {
    param($Part)
    if ($Part.ByHand) { Write-Host '  By hand:' } else { Write-Host '  In the RAS Console:' }
    Write-Lines $Part.Console
    if ($Part.Apply) { Write-Host '    Then Apply.' }
    if ($Part.Ask) { Read-Answer '  No cmdlet reports it: type yes when it is so (q = stop)' 'yes' }
    else { Read-Answer '  Press Enter when it is done (q = stop)' }
}

# The value of a parameter; ids are looked up by name.
function Resolve-Value {
    param($Value)
    if ($Value -isnot [hashtable]) { return $Value }
    if ($Value.ContainsKey('IdOfSite')) { return Get-Property (Get-SiteByName $Value.IdOfSite) 'Id' }
    $site = Get-Property (Get-SiteByName $Value.Site) 'Id'
    if ($Value.ContainsKey('IdOfBroker')) {
        if ($null -eq $Value.IdOfBroker) { return 0 }
        return Get-Property (Get-ByName @(Get-Brokers $site) 'Server' $Value.IdOfBroker) 'Id'
    }
    if ($Value.ContainsKey('Gateway')) { return Get-ByName @(Get-OfSite 'Get-RASGateway' $site) 'Server' $Value.Gateway }
    $provider = Get-ByName @(Get-OfSite 'Get-RASProvider' $site) 'Name' $Value.Provider
    if ($Value.Id) { return Get-Property $provider 'Id' }
    return $provider
}

function Format-Call {
    param($Call)
    $words = @($Call.Name)
    foreach ($key in $Call.With.Keys) {
        $value = $Call.With[$key]
        if ($value -is [hashtable]) {
            $names = @($value.Keys | Where-Object { $value[$_] -is [string] -and $_ -ne 'Site' } | ForEach-Object { $value[$_] })
            if ($names.Count -eq 0) { $names = @('Automatic') }
            $shown = "(of $(Format-Text $names[0]))"
        } elseif ($value -is [bool]) {
            $shown = '$' + ([string]$value).ToLowerInvariant()
        } else {
            $shown = "'" + (Format-Text $value) + "'"
        }
        $words += "-$key $shown"
    }
    return ($words -join ' ')
}

# Whether this module has what the calls need, and the session is where they work.
function Test-Calls {
    param($Part)
    if (-not $Part.Calls) { return $false }
    foreach ($call in $Part.Calls) {
        if (-not (Test-Cmdlet $call.Name @($call.With.Keys))) {
            Write-Host "  This module has no $($call.Name) with $(@($call.With.Keys | ForEach-Object { "-$_" }) -join ' ')."
            return $false
        }
    }
    if ($Part.OnlyInSite -and @(Invoke-Cmdlet 'Get-RASSite').Count -gt 1) {
        $site = Get-SiteByName $Part.OnlyInSite
        $here = $null
        if ($null -ne $site) { $here = Get-ByName @(Get-Brokers (Get-Property $site 'Id')) 'Server' $script:connectedTo }
        if ($null -eq $here) {
            Write-Host '  The session is not connected to a Connection Broker of this site, so the console is used.'
            return $false
        }
    }
    return $true
}

# As in the sample of the vendor: a session of its own to the secondary, which the promotion logs out.
function Invoke-Promotion {
    param($Part)
    $before = $script:connectedTo
    $broker = $Part.Promote
    Connect-Farm $broker -Force
    $site = Get-SiteByName $Part.Before.Site
    $object = Get-ByName @(Get-Brokers (Get-Property $site 'Id')) 'Server' $broker
    if ($null -eq $object) { Stop-Runbook "There is no Connection Broker $(Format-Text $broker)." }
    Write-Host "  Invoke-RASBrokerPromoteToPrimary asks for the password of $(Format-Text $script:mail)."
    try {
        Invoke-Cmdlet 'Invoke-RASBrokerPromoteToPrimary' @{ Id = (Get-Property $object 'Id'); Email = $script:mail } | Out-Null
    } catch {
        # The session ends with the promotion, which can look like a failure: the look at the farm decides.
        Write-Host "  The promotion reports: $(Format-Text $_)"
    }
    $script:connected = $false
    Connect-Farm $broker
    Invoke-Cmdlet 'Invoke-RASApply' | Out-Null
    $wrong = @(Wait-Farm $Part.After)
    if ($wrong.Count -eq 0 -and -not $Part.Stay) { Connect-Farm $before }
}

# The differences that are left after some tries: RAS needs time, and a session can get lost.
function Wait-Farm {
    param($Expected)
    # Installing takes longer than a setting.
    $most = $Tries
    if ($Expected.Upgraded) { $most = 4 * $Tries }
    for ($try = 1; $try -le $most; $try++) {
        try {
            $differences = @(Get-Differences $Expected)
        } catch {
            $differences = @("the farm cannot be read: $(Format-Text $_)")
            if ($try -lt $most) { try { Connect-Farm $script:connectedTo } catch { Write-Verbose "$_" } }
        }
        if ($differences.Count -eq 0) { return }
        if ($try -lt $most) {
            Write-Host "  Waiting for the farm ($try of $most)"
            Start-Sleep -Seconds $WaitSeconds
        }
    }
    $differences
}

# The differences now. A session can get lost while the administrator works in the console: it is opened again once.
function Read-Differences {
    param($Expected)
    try { return Get-Differences $Expected }
    catch {
        Write-Host "  The session is opened again: $(Format-Text $_)"
        Connect-Farm $script:connectedTo
    }
    Get-Differences $Expected
}

function Stop-AtDifferences {
    param([string]$Head, [string[]]$Differences)
    Write-Host "  $Head" -ForegroundColor Red
    foreach ($difference in $Differences) { Write-Host "    - $difference" }
    Stop-Runbook $Head
}

# The other step before which the site should look as it does, for a run that was interrupted.
function Show-OtherStep {
    param($Part)
    foreach ($other in $steps) {
        $first = @($other.Parts)[0]
        if ($first.ModelOnly -or -not (Test-Same $first.Before.Site $Part.Before.Site)) { continue }
        if ($other.Number -eq $script:current -or @(Get-Differences $first.Before).Count -gt 0) { continue }
        Write-Host "  This site looks as the plan expects it before step $($other.Number)."
        return
    }
}

function Invoke-Part {
    param($Part)
    if ($Part.ModelOnly) { Write-Host '  Nothing to do in RAS: only the model has this.'; return }
    $already = @(Read-Differences $Part.After)
    $unseen = @(Get-Unseen $Part)
    if ($already.Count -eq 0 -and $unseen.Count -eq 0 -and -not $Part.Ask) {
        Write-Host "  Already so: $($Part.What)."
        return
    }
    $different = @(Read-Differences $Part.Before)
    if ($different.Count -gt 0) {
        Show-OtherStep $Part
        Stop-AtDifferences 'The farm is not as the plan expects it before this step.' $different
    }
    if ($Part.Promote -and (Test-Cmdlet 'Invoke-RASBrokerPromoteToPrimary' @('Id', 'Email'))) {
        Write-Host "  Invoke-RASBrokerPromoteToPrimary on $(Format-Text $Part.Promote)"
        Invoke-Promotion $Part
    } elseif (Test-Calls $Part) {
        foreach ($call in $Part.Calls) {
            Write-Host "  $(Format-Call $call)"
            $with = @{}
            foreach ($key in $call.With.Keys) { $with[$key] = Resolve-Value $call.With[$key] }
            Invoke-Cmdlet $call.Name $with | Out-Null
        }
        if ($Part.Apply) { Invoke-Cmdlet 'Invoke-RASApply' | Out-Null }
    } else {
        Use-Console $Part
    }
    $different = @(Wait-Farm $Part.After)
    if ($different.Count -gt 0) { Stop-AtDifferences 'The farm is not as the plan expects it after this step.' $different }
    $unseen = @(Get-Unseen $Part)
    if ($unseen.Count -gt 0) {
        Write-Host '  This module does not report:'
        Write-Lines $unseen
        Read-Answer '  Type yes when the console shows it so (q = stop)' 'yes'
    }
    if ($Part.Ask) { Write-Host "  Confirmed by you: $($Part.What)." -ForegroundColor Green }
    else { Write-Host "  Checked: $($Part.What)." -ForegroundColor Green }
}

# A session to a Connection Broker that has left the farm or has another name: from now on to the primary of the Licensing Site.
function Confirm-Session {
    $known = Get-Index @(Invoke-Cmdlet 'Get-RASBroker') 'Server'
    if ($known.ContainsKey($script:connectedTo)) { $script:wasBroker = $true; return }
    # An address or an alias is never the name of a broker.
    if (-not $script:wasBroker) { return }
    $sites = @(Invoke-Cmdlet 'Get-RASSite')
    $site = @($sites | Where-Object { (Get-Property $_ 'LicensingSite') -eq $true }) + $sites | Select-Object -First 1
    $primary = @(Get-Brokers (Get-Property $site 'Id'))[0]
    Write-Host "  The session moves to $(Format-Text (Get-Property $primary 'Server'))."
    Connect-Farm ([string](Get-Property $primary 'Server'))
}

# What a step would do, for -WhatIf.
function Show-Part {
    param($Part)
    if ($Part.ModelOnly) { Write-Host '  Nothing to do in RAS: only the model has this.'; return }
    if ($Part.Promote) { Write-Host "  would call Invoke-RASBrokerPromoteToPrimary in a session to $(Format-Text $Part.Promote)" }
    elseif ($Part.Calls) { foreach ($call in $Part.Calls) { Write-Host "  would call $(Format-Call $call)" } }
    else {
        if ($Part.ByHand) { Write-Host '  would wait for you, by hand:' } else { Write-Host '  would wait for you in the RAS Console:' }
        Write-Lines $Part.Console
    }
    if ($Part.Ask) { return }
    $shown = @($Part.After.Brokers | Select-Object -First 10 | ForEach-Object {
            if (@($Part.After.Open) -contains $_.Server) { "$(Format-Text $_.Server) active or standby" }
            elseif (-not $_.Enabled) { "$(Format-Text $_.Server) disabled" }
            elseif ($_.Standby) { "$(Format-Text $_.Server) standby" }
            else { Format-Text $_.Server }
        })
    $more = @($Part.After.Brokers).Count - $shown.Count
    if ($more -gt 0) { $shown += "$more more" }
    $line = "  would read back: $(Format-Text $Part.What)"
    if ($shown.Count -gt 0) { $line += "; brokers: $($shown -join ', ')" }
    Write-Host $line
}

# ---- The run ----------------------------------------------------------------

# Credentials are asked for before the transcript begins, and are kept only in memory.
function Read-Account {
    if ($null -ne $Credential) { $script:account = $Credential }
    else {
        $user = Read-Host 'User name of a RAS administrator'
        if (-not $user) { Stop-Runbook 'A user name is needed.' }
        $password = Read-Host 'Password' -AsSecureString
        $script:account = New-Object System.Management.Automation.PSCredential $user, $password
    }
    $promotions = @($steps | Where-Object { $_.Number -ge $Step } | ForEach-Object { $_.Parts } | Where-Object { $_.Promote })
    $script:mail = $Email
    if ($promotions.Count -gt 0 -and $script:mail -eq '') {
        $script:mail = Read-Host 'E-mail address of the Parallels My Account, for the promotion'
        if (-not $script:mail) { Stop-Runbook 'A promotion needs the e-mail address of the Parallels My Account.' }
    }
}

function Start-Record {
    $path = $Transcript
    if ($path -eq '') {
        $folder = $PSScriptRoot
        if (-not $folder) { $folder = $PWD.ProviderPath }
        $name = 'runbook'
        if ($PSCommandPath) { $name = [System.IO.Path]::GetFileNameWithoutExtension($PSCommandPath) }
        $path = Join-Path $folder ("$name-" + (Get-Date -Format 'yyyyMMdd-HHmmss') + '.transcript.txt')
    }
    Start-Transcript -LiteralPath $path -Append | Out-Null
    $script:recording = $true
    Write-Host "Transcript: $path"
}

function Show-Version {
    if ($null -eq (Find-Cmdlet 'Get-RASVersion')) { return }
    $version = Format-Text (@(Invoke-Cmdlet 'Get-RASVersion') | Select-Object -First 1)
    Write-Host "RAS version: $version; the plan is for RAS $plannedVersion."
    if ($version -match '^(\d+)\.' -and $Matches[1] -ne "$plannedVersion") {
        Write-Host 'The version differs from the one that the plan is for.' -ForegroundColor Yellow
    }
}

$foundCmdlets = @{}
$connected = $false
$connectedTo = ''
$wasBroker = $false
$recording = $false
$account = $null
$mail = ''
$unread = @()
$current = $Step
$status = 1
$last = $steps.Count
if ($last -gt 0 -and ($Step -lt 1 -or $Step -gt $last)) {
    Write-Host "-Step goes from 1 to $last, not $Step. Nothing was started." -ForegroundColor Red
    exit 1
}
try {
    if ($last -gt 0 -and -not $WhatIf) {
        Import-RasModule
        if ($Server -eq '') { $Server = [string](Read-Host 'Connection Broker to connect to') }
        if ($Server -eq '') { Stop-Runbook 'A Connection Broker is needed: -Server NAME.' }
        Read-Account
        Start-Record
        Connect-Farm $Server
        Show-Version
    }
    foreach ($one in $steps) {
        if ($one.Number -lt $Step) { continue }
        $current = $one.Number
        Write-Host ''
        Write-Host ('Step {0} of {1}: {2}' -f $current, $last, $one.Title) -ForegroundColor Cyan
        foreach ($note in @($one.Notes)) { if ($note) { Write-Host "  $note" } }
        if (-not $WhatIf) { try { Confirm-Session } catch { Connect-Farm $connectedTo } }
        foreach ($part in $one.Parts) {
            if ($WhatIf) { Show-Part $part } else { Invoke-Part $part }
        }
    }
    Write-Host ''
    if ($last -eq 0) { Write-Host 'The plan has no steps: nothing to do.' }
    elseif ($WhatIf) { Write-Host 'Nothing was changed (-WhatIf).' }
    else { Write-Host 'All steps are done and checked.' -ForegroundColor Green }
    $status = 0
} catch {
    Write-Host ''
    Write-Host ('Stopped at step {0}: {1}' -f $current, (Format-Text $_)) -ForegroundColor Red
    Write-Host "No later step was started. To go on once this is resolved, run the script again with -Step $current"
} finally {
    Disconnect-Farm
    if ($recording) { Stop-Transcript | Out-Null }
}
exit $status
