/** The part of the script that replaces names and addresses. With pseudonyms no text is written that RAS did not invent. */
export const pseudonymsPart = String.raw`
function New-Lookup {
    , (New-Object 'System.Collections.Generic.Dictionary[string,string]' ([System.StringComparer]::OrdinalIgnoreCase))
}

# Real text -> pseudonym, in any case of letters.
$pseudonymOf = New-Lookup
$addressOf = New-Lookup
# Names that some object has -> what they are: host, site, provider, farm or domain.
$nameKinds = New-Lookup
# Every text that was read: none of them may be given as a pseudonym.
$realTexts = New-Lookup
$counts = @{}
$nameKind = 'host'
$collecting = $false

$nameProperties = @(
    'Server', 'Name', 'NewServer', 'HostName', 'FQDN', 'Computer', 'ComputerName', 'Site', 'SiteName', 'VDIAgent', 'PreferredPA',
    'PreferredBroker', 'LicensingServer', 'DirectAddress', 'PublicAddress'
)
$accountProperties = New-Object System.Text.RegularExpressions.Regex '(?i)^Admin(Create|LastMod)$|user|account|owner|mail'
# Texts of RAS itself: versions and states.
$rasProperties = @('AgentVer', 'ServerOS', 'Version', 'AgentState', 'ServerType', 'Type', 'Mode', 'GWMode', 'LogLevel')
$rasWords = @('', 'Automatic', 'Automatically', 'True', 'False', 'None')

function Get-Pseudonym {
    param([string]$Kind, [string]$Text)
    if ($pseudonymOf.ContainsKey($Text)) { return $pseudonymOf[$Text] }
    do {
        $counts[$Kind] = 1 + [int]$counts[$Kind]
        $candidate = $Kind + '-' + $counts[$Kind]
    } while ($realTexts.ContainsKey($candidate))
    $pseudonymOf[$Text] = $candidate
    $candidate
}

# The parts of HOST.DOMAIN, or nothing.
function Split-HostName {
    param([string]$Text)
    if ($Text -match '^([^\s.:;,@/\\]+)\.([^\s:;,@/\\]*[^\s.:;,@/\\])\.?$') { $Matches[1], $Matches[2] }
}

function Get-NamePseudonym {
    param([string]$Kind, [string]$Text)
    $address = Get-AddressPseudonym $Text
    if ($address -ne '') { return $address }
    $parts = @(Split-HostName $Text)
    if ($parts.Count -eq 2) {
        return (Get-Pseudonym $Kind $parts[0]) + '.' + (Get-Pseudonym 'domain' $parts[1]) + '.example'
    }
    Get-Pseudonym $Kind $Text
}

function Get-AccountPseudonym {
    param([string]$Text)
    if ($Text -match '^([^\\]+)\\(.+)$') { return (Get-Pseudonym 'domain' $Matches[1]) + '\' + (Get-Pseudonym 'user' $Matches[2]) }
    if ($Text -match '^(.+)@([^@]+)$') { return (Get-Pseudonym 'user' $Matches[1]) + '@' + (Get-Pseudonym 'domain' $Matches[2]) + '.example' }
    Get-Pseudonym 'user' $Text
}

# The pseudonym of an address, or of a name that some object has; empty for any other text.
function Get-KnownPseudonym {
    param([string]$Text)
    if ($nameKinds.ContainsKey($Text)) { return Get-NamePseudonym $nameKinds[$Text] $Text }
    Get-AddressPseudonym $Text
}

# A list of names and addresses that are known stays such a list. Of any other text nothing is kept.
function Get-TextPseudonym {
    param([string]$Text)
    if ($nameKinds.ContainsKey($Text)) { return Get-NamePseudonym $nameKinds[$Text] $Text }
    $shown = @()
    foreach ($piece in [regex]::Split($Text, '([;,\s]+)')) {
        if ($piece -match '^[;,\s]*$') { $shown += $piece; continue }
        $port = ''
        $name = $piece
        $known = Get-KnownPseudonym $name
        if ($known -eq '' -and $piece -match '^(.+)(:\d{1,5})$') {
            $name, $port = $Matches[1], $Matches[2]
            $known = Get-KnownPseudonym $name
        }
        if ($known -eq '') { return Get-Pseudonym 'text' $Text }
        $shown += $known + $port
    }
    $shown -join ''
}

# What a name of the property is: Name says what the object is, all others are of hosts.
function Get-Kind {
    param([string]$Property)
    if ($Property -eq 'Name') { return $nameKind }
    'host'
}

# What was found for a text of a property: the same come again and again.
$shownOf = New-Object 'System.Collections.Generic.Dictionary[string,string]'

function Get-Shown {
    param([string]$Property, [string]$Text)
    $key = $nameKind + '/' + $Property + '/' + $Text
    if (-not $shownOf.ContainsKey($key)) {
        if ($collecting) {
            Add-Real $Property $Text.Trim()
            $shownOf[$key] = ''
        } else {
            $shownOf[$key] = Find-Shown $Property $Text.Trim()
        }
    }
    $shownOf[$key]
}

function Find-Shown {
    param([string]$Property, [string]$Text)
    if ($rasWords -contains $Text) { return $Text }
    if ($nameProperties -contains $Property) { return Get-NamePseudonym (Get-Kind $Property) $Text }
    if ($accountProperties.IsMatch($Property)) { return Get-AccountPseudonym $Text }
    if ($rasProperties -contains $Property -and -not $nameKinds.ContainsKey($Text)) { return $Text }
    Get-TextPseudonym $Text
}

# Before any pseudonym is given, all texts are read once: so a name is known wherever it occurs.
function Add-Real {
    param([string]$Property, [string]$Text)
    $realTexts[$Text] = ''
    Add-RealNetwork $Text
    if ($nameProperties -notcontains $Property -or $rasWords -contains $Text) { return }
    $kind = Get-Kind $Property
    if (-not $nameKinds.ContainsKey($Text)) { $nameKinds[$Text] = $kind }
    $parts = @(Split-HostName $Text)
    if ($parts.Count -ne 2 -or (Get-Network $Text) -ne '') { return }
    if (-not $nameKinds.ContainsKey($parts[0])) { $nameKinds[$parts[0]] = $kind }
    foreach ($part in $parts) { $realTexts[$part] = '' }
}
`;
