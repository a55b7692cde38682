# The farm, its session, and what goes wrong on request.

function Read-Played {
    if (Test-Path -LiteralPath $env:RAS_PLAY_STATE) {
        return Get-Content -LiteralPath $env:RAS_PLAY_STATE -Raw -Encoding UTF8 | ConvertFrom-PlayedJson
    }
    [pscustomobject]@{
        farm  = Get-Content -LiteralPath $env:RAS_PLAY_FARM -Raw -Encoding UTF8 | ConvertFrom-PlayedJson
        # A promotion that the next Invoke-RASApply completes: it outlives the session that it logs out.
        promotion = $null
        calls = [pscustomobject]@{}
        log = @()
    }
}

function ConvertFrom-PlayedJson {
    param([Parameter(ValueFromPipeline)][string]$Text)
    process { Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $Text }
}

function Save-Played {
    param($Played)
    $json = Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $Played -Depth 20
    [System.IO.File]::WriteAllText($env:RAS_PLAY_STATE, $json)
}

# Every cmdlet begins here: it is counted and logged, and refused or dropped where the variant says so.
function Start-Played {
    param([string]$Cmdlet, $Arguments, [switch]$WithoutSession)
    $played = Read-Played
    $count = 1
    if ($null -ne $played.calls.PSObject.Properties[$Cmdlet]) { $count = $played.calls.$Cmdlet + 1 }
    $played.calls | Add-Member -NotePropertyName $Cmdlet -NotePropertyValue $count -Force
    $shown = foreach ($key in @($Arguments.Keys | Sort-Object)) {
        if ($Arguments[$key] -is [securestring]) { "-$key ***" } else { "-$key $($Arguments[$key])" }
    }
    $played.log = @($played.log) + @((@($Cmdlet) + @($shown)) -join ' ')
    Save-Played $played
    if ($variants -contains "session-drops:${Cmdlet}:$count") { Disconnect-Played }
    if (-not $WithoutSession -and $null -eq $script:connected) {
        throw 'No session: the session to the RAS server does not exist or was closed.'
    }
    if ($variants -contains "refuse:$Cmdlet") { throw 'Access denied: your account may not do this.' }
    if ($variants -contains "fail:${Cmdlet}:$count") { throw "The RAS server could not complete $Cmdlet." }
}

function Disconnect-Played {
    $script:connected = $null
    $script:unapplied = $null
}

# What this session has changed so far; other sessions see it once it is applied.
function Get-Unapplied {
    if ($null -eq $script:unapplied) { $script:unapplied = (Read-Played).farm }
    $script:unapplied
}

function Get-NextId {
    param($Objects)
    $ids = @($Objects | ForEach-Object { $_.Id })
    if ($ids.Count -eq 0) { return 1 }
    [int]($ids | Measure-Object -Maximum).Maximum + 1
}

function New-RASSession {
    [CmdletBinding()]
    param([string]$Server, [string]$Username, [securestring]$Password, [switch]$Force, [int]$Retries)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters -WithoutSession
    if ($env:RAS_PLAY_PASSWORD) {
        $given = ''
        if ($null -ne $Password) { $given = (New-Object System.Net.NetworkCredential '', $Password).Password }
        if ($given -cne $env:RAS_PLAY_PASSWORD) { throw 'Logon failed: the user name or the password is incorrect.' }
    }
    $farm = (Read-Played).farm
    if ($Server -eq '') {
        $site = @($farm.sites | Where-Object { $_.LicensingSite })[0]
        $broker = @($farm.brokers | Where-Object { $_.SiteId -eq $site.Id -and $_.Priority -eq 0 })[0]
    } else {
        $broker = @($farm.brokers | Where-Object { $_.Server -eq $Server })[0]
        if ($null -eq $broker) { throw "No Connection Broker answers on '$Server'." }
        if ($broker.AgentState -eq 'Disconnected') { throw "'$Server' cannot be reached." }
    }
    $script:connected = [pscustomobject]@{ Server = $broker.Server; SiteId = $broker.SiteId }
    $script:unapplied = $null
}

function Remove-RASSession {
    [CmdletBinding()]
    param()
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    Disconnect-Played
}

function Invoke-RASApply {
    [CmdletBinding()]
    param([switch]$FullSync)
    Start-Played $MyInvocation.MyCommand.Name $PSBoundParameters
    $played = Read-Played
    if ($null -ne $script:unapplied) { $played.farm = $script:unapplied }
    if ($null -ne $played.promotion) {
        Set-PlayedPrimary $played.farm $played.promotion
        $played.promotion = $null
    }
    Save-Played $played
    $script:unapplied = $null
}

if ($variants -contains 'json-5.1') {
    # As Windows PowerShell 5.1 prints it: more characters escaped, dates as /Date(…)/.
    function ConvertTo-Json {
        [CmdletBinding()]
        param([Parameter(ValueFromPipeline)]$InputObject, [int]$Depth = 2, [switch]$Compress)
        begin { $all = @() }
        process { $all += , $InputObject }
        end {
            $one = $all
            if ($all.Count -eq 1) { $one = $all[0] }
            $text = Microsoft.PowerShell.Utility\ConvertTo-Json -InputObject $one -Depth $Depth -Compress:$Compress
            $text = $text -replace "'", '\u0027' -replace '<', '\u003c' -replace '>', '\u003e' -replace '&', '\u0026'
            [regex]::Replace($text, '"(\d{4}-\d\d-\d\dT[^"]*)"', {
                    param($found)
                    $when = [datetimeoffset]::Parse($found.Groups[1].Value, [cultureinfo]::InvariantCulture)
                    '"\/Date(' + $when.ToUnixTimeMilliseconds() + ')\/"'
                })
        }
    }
}
