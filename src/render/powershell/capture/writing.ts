/** The part of the script that writes the file, as a whole or not at all, and the part that runs it all. */
export const writingPart = String.raw`
function Add-Result {
    param($Result)
    $script:nameKind = $Result.Row.Kind
    [void]$out.Append('    { "cmdlet": ')
    Add-Text $Result.Row.Name
    [void]$out.Append(', "arguments": ')
    Add-Value (New-Object PSObject -Property $Result.Arguments) 0 ''
    [void]$out.Append(', "error": ')
    if ($Result.ErrorKind -eq '') { [void]$out.Append('null') }
    else {
        [void]$out.Append('{"kind":')
        Add-Text $Result.ErrorKind
        [void]$out.Append(',"message":')
        Add-Text $Result.Message
        [void]$out.Append('}')
    }
    [void]$out.Append(', "objects": [')
    $separator = $newLine
    # A version may be a text instead of an object.
    $property = ''
    if ($Result.Row.Names[0] -eq 'Get-RASVersion') { $property = 'Version' }
    foreach ($object in $Result.Objects) {
        [void]$out.Append($separator).Append('      ')
        $separator = ',' + $newLine
        Add-Value $object 0 $property
    }
    if (@($Result.Objects).Count -gt 0) { [void]$out.Append($newLine).Append('    ') }
    [void]$out.Append('] }')
}

function Add-Field {
    param([string]$Name, $Value)
    [void]$out.Append('  "').Append($Name).Append('": ')
    Add-Value $Value 0 ''
    [void]$out.Append(',').Append($newLine)
}

function Add-Parameters {
    [void]$out.Append('  "parameters": {')
    $separator = $newLine
    foreach ($row in $cmdlets) {
        [void]$out.Append($separator).Append('    ')
        $separator = ',' + $newLine
        Add-Text $row.Name
        [void]$out.Append(': ')
        if ($null -eq $row.Command) { [void]$out.Append('null'); continue }
        [void]$out.Append('[')
        $comma = ''
        foreach ($name in (Get-ParameterNames $row.Command)) {
            [void]$out.Append($comma)
            $comma = ', '
            Add-Text $name
        }
        [void]$out.Append(']')
    }
    [void]$out.Append($newLine).Append('  },').Append($newLine)
}

function Add-Results {
    $separator = $newLine
    for ($at = 0; $at -lt $results.Count; $at++) {
        [void]$out.Append($separator)
        $separator = ',' + $newLine
        Add-Result $results[$at]
        Write-Progress -Activity 'Writing the capture' -Status $results[$at].Row.Name -PercentComplete ([int](100 * $at / $results.Count))
    }
    Write-Progress -Activity 'Writing the capture' -Completed
}

function Get-Capture {
    $shownServer = $Server
    if ($Pseudonyms) {
        $script:collecting = $true
        $null = Get-Shown 'Server' $Server
        Add-Results
        $script:collecting = $false
        $shownOf.Clear()
        [void]$out.Clear()
        $script:nameKind = 'host'
        $shownServer = Get-Shown 'Server' $Server
    }
    [void]$out.Append('{').Append($newLine).Append('  "format": "ras-capture",').Append($newLine)
    [void]$out.Append('  "formatVersion": ').Append($formatVersion).Append(',').Append($newLine)
    [void]$out.Append('  "capturedAt": ')
    Add-Text (Get-Time ([datetime]::UtcNow))
    [void]$out.Append(',').Append($newLine).Append('  "farmVersion": ')
    Add-Text $farmVersion
    [void]$out.Append(',').Append($newLine).Append('  "server": ')
    if ($Server -eq '') { [void]$out.Append('null') } else { Add-Text $shownServer }
    [void]$out.Append(',').Append($newLine)
    Add-Field 'pseudonyms' ([bool]$Pseudonyms)
    Add-Field 'depth' $maximumDepth
    [void]$out.Append('  "powershell": { "version": ')
    Add-Text ([string]$PSVersionTable.PSVersion)
    [void]$out.Append(', "edition": ')
    Add-Text ([string]$PSVersionTable.PSEdition)
    [void]$out.Append(' },').Append($newLine).Append('  "module": { "name": ')
    Add-Text $module.Name
    [void]$out.Append(', "version": ')
    Add-Text ([string]$module.Version)
    [void]$out.Append(' },').Append($newLine)
    Add-Parameters
    [void]$out.Append('  "results": [')
    Add-Results
    [void]$out.Append($newLine).Append('  ]').Append($newLine).Append('}').Append($newLine)
    $out.ToString()
}

function Get-FullPath {
    param([string]$File)
    $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($File)
}

# Looked at before the farm is read, which may take minutes.
function Assert-New {
    param([string]$File)
    $folder = [System.IO.Path]::GetDirectoryName($File)
    if ($folder -and -not (Test-Path -LiteralPath $folder -PathType Container)) { throw ('The folder ' + $folder + ' does not exist.') }
    if (Test-Path -LiteralPath $File -PathType Container) { throw ($File + ' is a folder. Specify a file.') }
    if (-not $Force -and (Test-Path -LiteralPath $File)) { throw ($File + ' exists. Specify another file, or -Force to replace it.') }
}

# Written beside its place and moved there: no reader ever finds half a file.
function Save-Text {
    param([string]$File, [string]$Text)
    $temporary = $File + '.' + $PID + '.tmp'
    $script:temporaries += $temporary
    [System.IO.File]::WriteAllText($temporary, $Text, (New-Object System.Text.UTF8Encoding $false))
    if ($Force -and (Test-Path -LiteralPath $File)) {
        [System.IO.File]::Replace($temporary, $File, [System.Management.Automation.Language.NullString]::Value)
    } else {
        [System.IO.File]::Move($temporary, $File)
    }
}

function Get-Table {
    $quote = [string][char]34
    $lines = foreach ($lookup in $pseudonymOf, $addressOf) {
        foreach ($real in $lookup.Keys) { $quote + $lookup[$real] + $quote + ',' + $quote + $real.Replace($quote, $quote + $quote) + $quote }
    }
    (@('pseudonym,real') + @($lines) -join $newLine) + $newLine
}
`;

/** The part of the script that does everything in order, and ends it. */
export const mainPart = String.raw`
$newLine = [string][char]10
$out = New-Object System.Text.StringBuilder
$isOpen = $false
$siteIds = @()
$objectsOf = @{}
$results = @()
$failures = @()
$temporaries = @()
$exitCode = 1

try {
    if ($Path -eq '') { $Path = [datetime]::UtcNow.ToString('yyyy-MM-dd', $invariant) + '.ras-capture.json' }
    if ($PseudonymTable -ne '' -and -not $Pseudonyms) { throw '-PseudonymTable needs -Pseudonyms.' }
    $file = Get-FullPath $Path
    $table = ''
    if ($PseudonymTable -ne '') { $table = Get-FullPath $PseudonymTable }
    Assert-New $file
    if ($table -ne '') { Assert-New $table }

    $module = Import-RasModule
    $generation = Get-Generation
    foreach ($row in $cmdlets) { Resolve-Cmdlet $row }

    if (-not $PSBoundParameters.ContainsKey('Server')) { $Server = Read-Host -Prompt 'Connection Broker (Enter for this computer)' }
    if ($null -eq $Credential) { $Credential = Get-Credential -Message 'RAS administrator' }
    if ($null -eq $Credential) { throw 'A RAS administrator is needed.' }

    Open-Session
    Read-Farm
    $text = Get-Capture
    Close-Session
    if ($table -ne '') { Save-Text $table (Get-Table) }
    Save-Text $file $text

    foreach ($failure in $failures) { Write-Warning $failure }
    $count = @($results | ForEach-Object { $_.Objects }).Count
    Write-Host ('Wrote ' + $file + ': ' + $count + ' objects.')
    $exitCode = 0
    if ($failures.Count -gt 0) { $exitCode = 2 }
} catch {
    # The message of the cause, without "Exception calling" around it.
    $Host.UI.WriteErrorLine('Error: ' + $_.Exception.GetBaseException().Message)
    $Host.UI.WriteErrorLine('No capture was written.')
} finally {
    Close-Session
    foreach ($temporary in $temporaries) {
        if (Test-Path -LiteralPath $temporary) { Remove-Item -LiteralPath $temporary }
    }
}
exit $exitCode
`;
