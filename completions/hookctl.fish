# Completes hookctl in fish. Put it into ~/.config/fish/completions, or load it with: hookctl completion fish | source

function __hookctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in (command $program __complete $words "$current" 2>/dev/null)
        if test "$line" = :files
            set -l option (string match -r -- '^--[^=]+=' "$current")
            for path in (__fish_complete_path (string replace -- "$option" '' "$current"))
                echo -- "$option$path"
            end
        else
            echo -- $line
        end
    end
end

complete -c hookctl -f -a '(__hookctl_complete)'
