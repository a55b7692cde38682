/**
 * The part of the script that writes JSON. It is the script's own, because ConvertTo-Json prints enums, dates, characters
 * and depth differently in Windows PowerShell 5.1 and in PowerShell 7.
 */
export const valuesPart = String.raw`
$invariant = [System.Globalization.CultureInfo]::InvariantCulture
$backslash = [string][char]92
$unsafe = New-Object System.Text.RegularExpressions.Regex '[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]'
$escape = [System.Text.RegularExpressions.MatchEvaluator] {
    param($found)
    if ($found.Value -eq '"' -or $found.Value -eq $backslash) { return $backslash + $found.Value }
    $backslash + 'u' + ([int][char]$found.Value).ToString('x4', $invariant)
}
$secret = New-Object System.Text.RegularExpressions.Regex '(?i)password|passphrase|secret|private.?key|api.?key|licen[cs]e.?key|token'

function Add-Text {
    param([string]$Text)
    if ($unsafe.IsMatch($Text)) { $Text = $unsafe.Replace($Text, $escape) }
    [void]$out.Append('"').Append($Text).Append('"')
}

function Add-Cut {
    param([string]$What)
    [void]$out.Append('{"cut":')
    Add-Text $What
    [void]$out.Append('}')
}

# The shortest digits that mean the same number; of the two PowerShells only these are the same.
function Get-Digits {
    param($Number)
    if ($Number -eq 0) { return '0' }
    $short, $long = 'G15', 'G17'
    if ($Number -is [single]) { $short, $long = 'G7', 'G9' }
    $digits = $Number.ToString($short, $invariant)
    try {
        if ([System.Convert]::ChangeType($digits, $Number.GetType(), $invariant) -eq $Number) { return $digits }
    } catch {
        # Rounded up, the largest numbers are too large.
        return $Number.ToString($long, $invariant)
    }
    $Number.ToString($long, $invariant)
}

function Get-Time {
    param([datetime]$Time)
    $format = 'yyyy-MM-ddTHH:mm:ssZ'
    if ($Time.Millisecond -ne 0) { $format = 'yyyy-MM-ddTHH:mm:ss.fffZ' }
    $Time.ToUniversalTime().ToString($format, $invariant)
}

function Add-Number {
    param($Number)
    if ($Number -is [double] -or $Number -is [single]) {
        if ([double]::IsNaN($Number) -or [double]::IsInfinity($Number)) { Add-Cut ($Number.GetType().FullName); return }
        [void]$out.Append((Get-Digits $Number))
        return
    }
    [void]$out.Append($Number.ToString($invariant))
}

function Add-Enum {
    param($Value)
    [void]$out.Append('{"enum":')
    Add-Text $Value.ToString()
    [void]$out.Append(',"number":').Append([System.Convert]::ToDecimal($Value, $invariant).ToString($invariant)).Append('}')
}

function Add-Value {
    param($Value, [int]$Depth, [string]$Property)
    if ($null -eq $Value) { [void]$out.Append('null'); return }
    if ($Value -is [string]) {
        if ($Value -ne '' -and $secret.IsMatch($Property)) { Add-Cut 'secret'; return }
        if ($Pseudonyms) { $Value = Get-Shown $Property $Value }
        if ($unsafe.IsMatch($Value)) { $Value = $unsafe.Replace($Value, $escape) }
        [void]$out.Append('"').Append($Value).Append('"')
        return
    }
    if ($Value -is [bool]) { [void]$out.Append($Value.ToString().ToLowerInvariant()); return }
    if ($Value -is [enum]) { Add-Enum $Value; return }
    $type = $Value.GetType()
    if ($Value -is [char]) { Add-Value ([string]$Value) $Depth $Property; return }
    if ($Value -is [datetimeoffset]) { $Value = $Value.UtcDateTime }
    if ($Value -is [datetime]) { Add-Text (Get-Time $Value); return }
    if ($Value -is [switch]) { Add-Value $Value.IsPresent $Depth $Property; return }
    if ($Value -is [decimal] -or $Value -is [bigint] -or ($type.IsPrimitive -and $type -ne [intptr] -and $type -ne [uintptr])) { Add-Number $Value; return }
    if ($Value -is [timespan] -or $Value -is [guid] -or $Value -is [version] -or $Value -is [uri] -or $Value -is [ipaddress]) {
        Add-Value $Value.ToString() $Depth $Property
        return
    }
    Add-Nested $Value $Depth $Property
}

function Add-Nested {
    param($Value, [int]$Depth, [string]$Property)
    $name = $Value.GetType().FullName
    $isOpaque = $Value -is [securestring] -or $Value -is [System.Management.Automation.PSCredential] -or $Value -is [type] -or
    $Value -is [System.Reflection.MemberInfo] -or $Value -is [System.Xml.XmlNode] -or $Value -is [System.Delegate]
    if ($isOpaque -or $Depth -gt $maximumDepth) { Add-Cut $name; return }
    # What can't be read to its end is cut off as a whole.
    $start = $out.Length
    try {
        if ($Value -is [System.Collections.IDictionary]) { Add-Dictionary $Value $Depth }
        elseif ($Value -is [System.Collections.IEnumerable]) { Add-Array $Value $Depth $Property }
        else { Add-Object $Value $Depth }
    } catch {
        $out.Length = $start
        Add-Cut $name
    }
}

function Add-Array {
    param($Value, [int]$Depth, [string]$Property)
    $separator = '['
    foreach ($item in $Value) {
        [void]$out.Append($separator)
        $separator = ','
        Add-Value $item ($Depth + 1) $Property
    }
    if ($separator -eq '[') { [void]$out.Append('[') }
    [void]$out.Append(']')
}

function Add-Dictionary {
    param($Value, [int]$Depth)
    $keys = New-Object 'System.Collections.Generic.SortedDictionary[string,object]' ([System.StringComparer]::Ordinal)
    foreach ($key in $Value.Keys) { $keys[[string]$key] = $Value[$key] }
    $separator = '{'
    foreach ($key in $keys.Keys) {
        [void]$out.Append($separator)
        $separator = ','
        # A key is data, like a value.
        if ($Pseudonyms) { Add-Text (Get-Shown '' $key) } else { Add-Text $key }
        [void]$out.Append(':')
        Add-Value $keys[$key] ($Depth + 1) $key
    }
    if ($separator -eq '{') { [void]$out.Append('{') }
    [void]$out.Append('}')
}

# A name of a property as it is written; the same names come again and again.
$labels = New-Object 'System.Collections.Generic.Dictionary[string,string]'

function Add-Label {
    param([string]$Name)
    $start = $out.Length
    Add-Text $Name
    [void]$out.Append(':')
    $labels[$Name] = $out.ToString($start, $out.Length - $start)
    $out.Length = $start
}

# The loop that takes the time of a large farm: what is most frequent is written here, without another function.
function Add-Object {
    param($Value, [int]$Depth)
    $properties = $Value.PSObject.Properties
    $names = New-Object 'System.Collections.Generic.List[string]'
    foreach ($property in $properties) { if ($property.IsGettable) { $names.Add($property.Name) } }
    $names.Sort([System.StringComparer]::Ordinal)
    $separator = '{'
    foreach ($name in $names) {
        $property = $properties[$name]
        if (-not $labels.ContainsKey($name)) { Add-Label $name }
        [void]$out.Append($separator).Append($labels[$name])
        $separator = ','
        # Not as .Value: of that, PowerShell hides the error.
        try { $item = $property.get_Value() } catch { Add-Cut $property.TypeNameOfValue; continue }
        if ($null -eq $item) { [void]$out.Append('null') }
        elseif ($item -is [int]) { [void]$out.Append($item.ToString($invariant)) }
        elseif ($item -is [bool]) { if ($item) { [void]$out.Append('true') } else { [void]$out.Append('false') } }
        elseif ($item -is [string] -and -not ($Pseudonyms -or $unsafe.IsMatch($item) -or $secret.IsMatch($name))) {
            [void]$out.Append('"').Append($item).Append('"')
        }
        else { Add-Value $item ($Depth + 1) $name }
    }
    if ($separator -eq '{') { [void]$out.Append('{') }
    [void]$out.Append('}')
}
`;
