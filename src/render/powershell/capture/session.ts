/** The part of the script that loads the RAS module, and opens and closes the session. */
export const sessionPart = String.raw`
function Import-RasModule {
    $places = @('RASAdmin', 'PSAdmin')
    $installed = [System.Environment]::GetEnvironmentVariable('ProgramFiles(x86)')
    if ($installed) { $places += Join-Path $installed 'Parallels\ApplicationServer\Modules\RASAdmin\RASAdmin.psd1' }
    if ($ModulePath -ne '') { $places = @($ModulePath) }
    foreach ($place in $places) {
        if (@(Get-Module -ListAvailable -Name $place).Count -eq 0) { continue }
        try {
            return @(Import-Module -Name $place -PassThru -DisableNameChecking)[0]
        } catch {
            throw ('The module ' + $place + ' cannot be loaded: ' + $_.Exception.Message)
        }
    }
    throw ('There is no RAS PowerShell module here (' + ($places -join ', ') + '). Run this script where it is installed, or specify -ModulePath.')
}

# Only commands of the RAS module itself: another module may have one of the same name.
function Find-Command {
    param([string]$Name)
    if ($Name -eq '') { return $null }
    $found = @(Get-Command -Name ($module.Name + '\' + $Name) -ErrorAction SilentlyContinue)
    if ($found.Count -eq 0) { return $null }
    $found[0]
}

# 0: RAS 19 and newer, 1: RAS 18, 2: RAS 17.
function Get-Generation {
    $brokers = @($cmdlets | Where-Object { $_.Names[0] -eq 'Get-RASBroker' })[0]
    for ($at = 0; $at -lt 3; $at++) {
        if ($null -ne (Find-Command $brokers.Names[$at])) { return $at }
    }
    0
}

# The name of the generation comes first. Where the module lacks it, it may have one of the others.
function Resolve-Cmdlet {
    param($Row)
    $Row.Command = $null
    $Row.Name = $Row.Names[$generation]
    foreach ($name in @($Row.Name) + $Row.Names) {
        $command = Find-Command $name
        if ($null -eq $command) { continue }
        $Row.Command = $command
        $Row.Name = $name
        break
    }
    if ($Row.Name -eq '') { $Row.Name = $Row.Names[0] }
    $Row.IsGuess = $Row.Guessed -contains @('19', '18', '17')[$generation] -or $Row.Names[$generation] -eq ''
}

$commonParameters = @(
    'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ProgressAction', 'ErrorVariable',
    'WarningVariable', 'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable'
)

function Get-ParameterNames {
    param($Command)
    $names = New-Object 'System.Collections.Generic.List[string]'
    if ($null -ne $Command.Parameters) {
        foreach ($name in $Command.Parameters.Keys) {
            if ($commonParameters -notcontains $name) { $names.Add($name) }
        }
    }
    $names.Sort([System.StringComparer]::Ordinal)
    , $names
}

function Find-Cmdlet {
    param([string]$NewestName)
    @($cmdlets | Where-Object { $_.Names[0] -eq $NewestName })[0]
}

function Open-Session {
    $open = Find-Cmdlet 'New-RASSession'
    if ($null -eq $open.Command) { throw ('The module ' + $module.Name + ' has no ' + $open.Name + '.') }
    # Windows PowerShell puts a backslash before a user name without a domain.
    $arguments = @{ Username = $Credential.UserName.TrimStart([char]92); Password = $Credential.Password }
    if ($Server -ne '') { $arguments.Server = $Server }
    try {
        & $open.Command @arguments | Out-Null
    } catch {
        throw ('No session could be opened: ' + $_.Exception.Message)
    }
    $script:isOpen = $true
}

function Close-Session {
    if (-not $script:isOpen) { return }
    $script:isOpen = $false
    $close = Find-Cmdlet 'Remove-RASSession'
    # A session that was lost can't be closed, and needn't be.
    try { if ($null -ne $close.Command) { & $close.Command | Out-Null } } catch { Write-Verbose $_.Exception.Message }
}
`;
