/** The end of the script: credentials, transcript, the steps one after the other, and what happens when one fails. */
export const runSteps = String.raw`
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
`;
