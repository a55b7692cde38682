/** Functions of the script that find cmdlets and hold the session. */
export const sessionFunctions = String.raw`
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
`;
