/**
 * The part of the script that replaces IP addresses: those of one subnet (/24, or /64 of IPv6) stay in one subnet, of the
 * ranges for tests and documentation.
 */
export const addressesPart = String.raw`
$byte = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
$address4 = New-Object System.Text.RegularExpressions.Regex ('^(' + $byte + '\.' + $byte + '\.' + $byte + ')\.(' + $byte + ')$')
$ownAddresses = @('0.0.0.0', '127.0.0.1', '255.255.255.255', '::', '::1')

function ConvertTo-Address6 {
    param([string]$Text)
    $parsed = $null
    if (-not $Text.Contains(':') -or $Text -match '[^0-9a-fA-F:.%]') { return $null }
    if (-not [System.Net.IPAddress]::TryParse(($Text -split '%')[0], [ref]$parsed)) { return $null }
    $parsed
}

# The subnet of an address, as three numbers or eight bytes; empty if the text is no address.
function Get-Network {
    param([string]$Text)
    $found = $address4.Match($Text)
    if ($found.Success) { return (($found.Groups[1].Value -split '\.' | ForEach-Object { [int]$_ }) -join '.') }
    $parsed = ConvertTo-Address6 $Text
    if ($null -eq $parsed) { return '' }
    [System.BitConverter]::ToString($parsed.GetAddressBytes(), 0, 8)
}

function Get-Count {
    param([string]$What)
    $counts[$What] = 1 + [int]$counts[$What]
    $counts[$What]
}

# 198.18.0.0/15 is for tests of network devices, 240.0.0.0/4 is nobody's.
function Get-Network4 {
    param([string]$Network)
    if ($addressOf.ContainsKey($Network)) { return $addressOf[$Network] }
    do {
        $at = Get-Count 'network'
        if ($at -lt 512) { $candidate = '198.' + (18 + [System.Math]::Floor($at / 256)) + '.' + ($at % 256) }
        else { $candidate = '240.' + ([System.Math]::Floor($at / 256) % 256) + '.' + ($at % 256) }
    } while ($realTexts.ContainsKey($candidate))
    $addressOf[$Network] = $candidate
    $candidate
}

# The last number: 0 and 255 mean the subnet itself, and stay.
function Get-Address4 {
    param([string]$Network, [int]$Last)
    $real = $Network + '.' + $Last
    if ($ownAddresses -contains $real) { return $real }
    if ($addressOf.ContainsKey($real)) { return $addressOf[$real] }
    $shown = $Last
    if ($Last -ne 0 -and $Last -ne 255) { $shown = Get-Count ('in ' + $Network) }
    $addressOf[$real] = (Get-Network4 $Network) + '.' + $shown
    $addressOf[$real]
}

function Get-Address6 {
    param($Parsed)
    if ($ownAddresses -contains $Parsed.ToString()) { return $Parsed.ToString() }
    $bytes = $Parsed.GetAddressBytes()
    if ($Parsed.IsIPv4MappedToIPv6) { return '::ffff:' + (Get-Address4 ($bytes[12..14] -join '.') $bytes[15]) }
    $network = [System.BitConverter]::ToString($bytes, 0, 8)
    $real = [System.BitConverter]::ToString($bytes)
    if ($addressOf.ContainsKey($real)) { return $addressOf[$real] }
    if (-not $addressOf.ContainsKey($network)) {
        do {
            $candidate = '2001:db8:0:' + (Get-Count 'network6').ToString('x')
        } while ($realTexts.ContainsKey($candidate))
        $addressOf[$network] = $candidate
    }
    $isNetwork = [System.BitConverter]::ToString($bytes, 8) -eq '00-00-00-00-00-00-00-00'
    $shown = ''
    if (-not $isNetwork) { $shown = (Get-Count ('in ' + $network)).ToString('x') }
    $addressOf[$real] = $addressOf[$network] + '::' + $shown
    $addressOf[$real]
}

# The pseudonym of an address, also of one with /BITS; empty if the text is no address.
function Get-AddressPseudonym {
    param([string]$Text)
    if ($Text -notmatch '^([0-9a-fA-F:.%]+?)(/\d{1,3})?$') { return '' }
    $address = $Matches[1]
    $bits = ''
    if ($Matches.ContainsKey(2)) { $bits = $Matches[2] }
    $found = $address4.Match($address)
    if ($found.Success) { return (Get-Address4 (Get-Network $address) ([int]$found.Groups[2].Value)) + $bits }
    $parsed = ConvertTo-Address6 $address
    if ($null -eq $parsed) { return '' }
    (Get-Address6 $parsed) + $bits
}

# The subnets of the farm, so that none of them is given as a pseudonym.
function Add-RealNetwork {
    param([string]$Text)
    foreach ($piece in $Text -split '[;,/\s]+') {
        $network = Get-Network $piece
        if ($network -eq '') { continue }
        $realTexts[$network] = ''
        $parsed = ConvertTo-Address6 $piece
        if ($null -ne $parsed) { $realTexts[(($parsed.ToString() -split '::')[0])] = '' }
    }
}
`;
