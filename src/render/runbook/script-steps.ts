/** Functions of the script that make one step: look, act, apply, look again. */
export const stepFunctions = String.raw`
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
`;
