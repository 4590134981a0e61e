# Completes hookctl in fish. Put it into ~/.config/fish/completions, or load it with: hookctl completion fish | source

function __hookctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in (command $program __complete $words "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path "$current"
        else
            echo -- $line
        end
    end
end

complete -c hookctl -f -a '(__hookctl_complete)'
