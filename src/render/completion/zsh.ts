/**
 * The completion script of zsh. It can be sourced, or saved as \`_farm\` in a folder of \`fpath\`. \`(Q)\` takes quotes away and
 * evaluates nothing; \`compadd\` quotes what it inserts. Names match whatever their case, as in farm.
 */
export const zshCompletion = `#compdef farm
# Completion of farm for zsh. Printed by: farm completion zsh
_farm() {
  emulate -L zsh
  local line after
  local -a lines words_found shown
  local -i width=0
  lines=("\${(@f)$(command farm __complete zsh "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null </dev/null)}")
  line=$lines[1]
  shift lines
  if [[ $line == files* ]]; then
    after=\${\${line#files}# }
    [[ -n $after ]] && compset -P '*='
    _files
  fi
  for line in $lines; do
    words_found+=("\${line%%$'\\t'*}")
    (( \${#words_found[-1]} > width )) && width=\${#words_found[-1]}
  done
  for line in $lines; do
    after=\${line#*$'\\t'}
    shown+=("\${(r:width:)\${line%%$'\\t'*}}\${after:+  -- $after}")
  done
  (( $#words_found )) && compadd -l -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -d shown -a words_found
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _farm "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _farm farm
fi
`;
