/**
 * The completion script of bash (3.2 and newer). farm gets the line as text and answers with finished words: nothing of it is
 * evaluated, here or there. bash knows which word it is in; `compopt` is missing before bash 4.
 */
export const bashCompletion = `# Completion of farm for bash. Printed by: farm completion bash
_farm() {
  local line after cur
  COMPREPLY=()
  {
    IFS= read -r line || return 0
    if [[ $line == files* ]]; then
      cur=\${COMP_WORDS[COMP_CWORD]}
      compopt -o default 2>/dev/null || while IFS= read -r after; do
        COMPREPLY+=("$after")
      done < <(compgen -f -- "\${cur#=}")
    fi
    while IFS= read -r line; do
      COMPREPLY+=("$line")
    done
  } < <(command farm __complete bash "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}
complete -F _farm farm
`;
