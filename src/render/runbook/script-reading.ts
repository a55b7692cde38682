/** Functions of the script that read the farm and compare it with what the plan expects. */
export const readingFunctions = String.raw`
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
`;
