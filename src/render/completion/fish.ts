/** The completion script of fish (3.1 and newer). fish quotes what it inserts, and shows the text behind the tab. */
export const fishCompletion = `# Completion of farm for fish. Printed by: farm completion fish
function __farm_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    # Without its quotes, as text: nothing is expanded.
    set -l plain (string unescape -- $current; or string unescape -- $current\\'; or string unescape -- $current\\"; or echo -- $current)
    set -l lines (command farm __complete fish $words[2..-1] "$plain" 2>/dev/null </dev/null)
    set -l first $lines[1]
    if string match -q 'files*' -- $first
        set -l after (string replace -r '^files ?' '' -- $first)
        __fish_complete_path (string replace -- "$after" '' $current) | string replace -r '^' -- "$after"
    end
    set -q lines[2]; and printf '%s\\n' $lines[2..-1]
end
complete -c farm -f -a '(__farm_complete)'
`;
