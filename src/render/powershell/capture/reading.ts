/** The part of the script that runs the cmdlets which read. */
export const readingPart = String.raw`
# Whether the command takes these parameters, and needs no others: it would ask for those, or wait for ever.
function Test-Call {
    param($Command, [string[]]$Names)
    foreach ($set in $Command.ParameterSets) {
        $all = @($set.Parameters | ForEach-Object { $_.Name })
        $mandatory = @($set.Parameters | Where-Object { $_.IsMandatory } | ForEach-Object { $_.Name })
        $unknown = @($Names | Where-Object { $all -notcontains $_ })
        $open = @($mandatory | Where-Object { $Names -notcontains $_ })
        if ($unknown.Count -eq 0 -and $open.Count -eq 0) { return $true }
    }
    $false
}

# The arguments of each call: one per site where the cmdlet takes a site, otherwise one call, otherwise one per object.
function Get-Calls {
    param($Row)
    # Only where nothing less will do: without a type, all are read.
    $fixed = @{}
    $isFree = (Test-Call $Row.Command @()) -or (Test-Call $Row.Command @('SiteId'))
    if ($Row.Names[0] -eq 'Get-RASAgent' -and -not $isFree) { $fixed = @{ ServerType = 'All' } }
    if ($Row.Names[0] -ne 'Get-RASSite') {
        foreach ($key in 'SiteId', 'Site') {
            if ($siteIds.Count -eq 0 -or -not (Test-Call $Row.Command (@($key) + @($fixed.Keys)))) { continue }
            foreach ($id in $siteIds) { @{ $key = $id } + $fixed }
            return
        }
    }
    if (Test-Call $Row.Command @($fixed.Keys)) { return $fixed }
    if ($Row.StatusOf -ne '') {
        foreach ($key in 'Id', 'Server', 'Name') {
            if (-not (Test-Call $Row.Command @($key))) { continue }
            foreach ($one in $objectsOf[$Row.StatusOf]) {
                if ($null -ne $one.PSObject.Properties[$key]) { @{ $key = $one.$key } }
            }
            return
        }
    }
    throw ($Row.Name + ' needs parameters that this script does not know.')
}

function New-Result {
    param($Row, $Arguments, $Objects, [string]$Kind, $Failure)
    $shown = $null
    if ($Kind -eq 'missing') { $shown = [string]$Failure }
    if ($Kind -eq 'failed') {
        $shown = $Failure.Exception.Message
        # A message may name anything.
        if ($Pseudonyms) { $shown = $Failure.Exception.GetType().FullName }
        # The calls for several sites often fail alike: that is said once.
        $line = $Row.Name + ': ' + $Failure.Exception.Message
        if ($script:failures -notcontains $line) { $script:failures += $line }
    }
    $script:results += @{ Row = $Row; Arguments = $Arguments; Objects = $Objects; ErrorKind = $Kind; Message = $shown }
}

function Read-Cmdlet {
    param($Row)
    if ($null -eq $Row.Command) {
        $message = 'The module ' + $module.Name + ' ' + $module.Version + ' has no ' + $Row.Name + '.'
        if (-not $Row.IsGuess) { $script:failures += $message }
        New-Result $Row @{} @() 'missing' $message
        return
    }
    try { $calls = @(Get-Calls $Row) } catch { New-Result $Row @{} @() 'failed' $_; return }
    $objectsOf[$Row.Names[0]] = @()
    if ($calls.Count -eq 0) { New-Result $Row @{} @() '' $null }
    foreach ($arguments in $calls) {
        $given = $arguments.Clone()
        if ($Row.Command.Parameters.ContainsKey('ErrorAction')) { $given.ErrorAction = 'Stop' }
        try {
            $objects = @(& $Row.Command @given | Where-Object { $null -ne $_ })
        } catch {
            New-Result $Row $arguments @() 'failed' $_
            continue
        }
        $objectsOf[$Row.Names[0]] += $objects
        New-Result $Row $arguments $objects '' $null
        if ($Row.Names[0] -ne 'Get-RASSite') { continue }
        foreach ($site in $objects) {
            if ($null -ne $site.PSObject.Properties['Id']) { $script:siteIds += $site.Id }
        }
    }
}

function Read-Farm {
    $reading = @($cmdlets | Where-Object { $_.Runs })
    for ($at = 0; $at -lt $reading.Count; $at++) {
        $percent = [int](100 * $at / $reading.Count)
        Write-Progress -Activity 'Reading the farm' -Status $reading[$at].Name -PercentComplete $percent
        Read-Cmdlet $reading[$at]
    }
    Write-Progress -Activity 'Reading the farm' -Completed
}
`;
