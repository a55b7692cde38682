/**
 * The completion script of PowerShell: Windows PowerShell 5.1 and PowerShell 7. Elements of the command line are read as text,
 * never evaluated. Words go through a variable, because 5.1 breaks quotes in arguments; the answer is ASCII with escapes,
 * because the console may use any code page. Without candidates it returns the word itself, if there is one: PowerShell would list
 * files.
 */
export const powershellCompletion = `# Completion of farm for PowerShell. Printed by: farm completion powershell
Register-ArgumentCompleter -Native -CommandName 'farm', 'farm.cmd', 'farm.ps1' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $saved = $env:FARM_COMPLETE_WORDS
  try {
    $words = @()
    $current = ''
    $given = 0
    $elements = @($commandAst.CommandElements)
    for ($at = 1; $at -lt $elements.Count; $at++) {
      $element = $elements[$at]
      if ($element.Extent.StartOffset -ge $cursorPosition) { break }
      $text = $element.Extent.Text
      if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $text = $element.Value }
      if ($element -is [System.Management.Automation.Language.ExpandableStringExpressionAst]) { $text = $element.Value }
      if ($element.Extent.EndOffset -lt $cursorPosition) { $words += $text; continue }
      $current = $text
      # Of a list, PowerShell replaces the last part only.
      if ($element -isnot [System.Management.Automation.Language.StringConstantExpressionAst]) {
        if ($text -match '^(.*,)[^,]*$') { $given = $Matches[1].Length }
      }
    }
    $all = @($words) + @($current) | ForEach-Object { $_ -replace '[\\r\\n]', ' ' }
    $env:FARM_COMPLETE_WORDS = $all -join [string][char]10
    $lines = @(& $commandAst.GetCommandName() __complete powershell 2>$null)
    if ($lines[0] -like 'files*') { return }
    if ($lines.Count -lt 2) { if ($wordToComplete) { return $wordToComplete } else { return } }
    $lines | Select-Object -Skip 1 | ForEach-Object {
      $parts = @($_ -split [string][char]9 | ForEach-Object { [regex]::Unescape($_) })
      $text = $parts[0]
      if ($given -gt 0) {
        $text = $parts[1].Substring($given)
        # In a list, PowerShell passes quotes on as they are.
        if ($text -notmatch '^[A-Za-z][A-Za-z0-9._=-]*$') { return }
      }
      New-Object System.Management.Automation.CompletionResult($text, $parts[1], 'ParameterValue', $parts[2])
    }
  } catch {
    if ($wordToComplete) { return $wordToComplete }
  } finally {
    $env:FARM_COMPLETE_WORDS = $saved
  }
}
`;
