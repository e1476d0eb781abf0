using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Reads commands that tell a server to stop: what the signal does depends on the server (QUIT is kind to nginx and rude to gunicorn).</summary>
internal static class HookSignalReader
{
    /// <summary><c>kill</c>, <c>pkill</c>, <c>killall</c>.</summary>
    public static HookStep Read(ShellCommand command, ContainerView container, YamlNode node)
    {
        (StopSignal signal, ShellToken? target) = ReadArguments(command);
        if (signal == StopSignal.Harmless)
            return new(HookTraits.None, node) { Signal = signal };

        (bool isServer, ImageFamily? family) = target is not { } word ? default
            : command.Program == "kill" ? FindServerByPid(word, container)
            : FindServerByName(word, container);
        HookTraits traits = !isServer ? HookTraits.Opaque
            : signal == StopSignal.Kill ? HookTraits.Abrupt
            : family?.IsGraceful(signal) switch
            {
                true => HookTraits.Quit,
                false => HookTraits.Abrupt,
                null => HookTraits.Opaque,
            };
        return new(traits, node) { Signal = signal };
    }

    /// <summary><c>nginx -s quit</c>, also with other options around it.</summary>
    public static HookStep ReadNginx(ShellCommand command, YamlNode node)
    {
        for (int i = 1; i < command.Words.Length; i++)
        {
            string word = command.Words[i].Text;
            string? signal = word == "-s" && i + 1 < command.Words.Length ? command.Words[i + 1].Text
                : word is ['-', 's', _, ..] ? word[2..]
                : null;
            switch (signal)
            {
                case "quit":
                    return new(HookTraits.Quit, node) { Signal = StopSignal.Quit };
                case "stop":
                    return new(HookTraits.Abrupt, node) { Signal = StopSignal.Terminate };
                case "reload" or "reopen":
                    return new(HookTraits.None, node) { Signal = StopSignal.Harmless };
            }

            if (word is "-t" or "-T" or "-v" or "-V" or "-h")
                return new(HookTraits.None, node);
        }

        return new(HookTraits.Opaque, node);
    }

    /// <summary><c>apachectl -k graceful-stop</c> or <c>apachectl graceful-stop</c>.</summary>
    public static HookStep ReadApache(ShellCommand command, YamlNode node)
    {
        foreach (ShellToken word in command.Words.AsSpan()[1..])
        {
            switch (word.Text)
            {
                case "graceful-stop":
                    return new(HookTraits.Quit, node) { Signal = StopSignal.WindowChange };
                case "stop":
                    return new(HookTraits.Abrupt, node) { Signal = StopSignal.Terminate };
                case "graceful" or "configtest" or "-t" or "-v":
                    return new(HookTraits.None, node);
            }
        }

        return new(HookTraits.Opaque, node);
    }

    // -QUIT, -3, -s QUIT, --signal QUIT, --signal=QUIT; the last word that is no option is the process.
    private static (StopSignal Signal, ShellToken? Target) ReadArguments(ShellCommand command)
    {
        var signal = StopSignal.Terminate;
        ShellToken? target = null;
        ImmutableArray<ShellToken> words = command.Words;
        for (int i = 1; i < words.Length; i++)
        {
            string word = words[i].Text;
            if (word is "-s" or "-n" or "--signal" && i + 1 < words.Length && (word != "-n" || command.Program == "kill"))
                signal = StopSignals.Parse(words[++i].Text);
            else if (word.StartsWith("--signal=", StringComparison.Ordinal))
                signal = StopSignals.Parse(word["--signal=".Length..]);
            else if (i == 1 && word is ['-', _, ..] && StopSignals.Parse(word[1..]) is not StopSignal.Unknown and var named)
                signal = named;
            else if (word is "-1" or not ['-', ..])
                target = words[i];
        }

        return (signal, target);
    }

    private static (bool IsServer, ImageFamily? Family) FindServerByPid(ShellToken word, ContainerView container)
    {
        if (!word.IsExpanded)
            return (word.Text is "1" or "-1", container.Family);

        bool asksForServer = word.Text.Contains(".pid", StringComparison.Ordinal) || word.Text.Contains("pidof", StringComparison.Ordinal)
            || word.Text.Contains("pgrep", StringComparison.Ordinal);
        ImageFamily? named = word.Text.Contains("nginx", StringComparison.Ordinal) ? ImageFamilies.FindByProgram("nginx") : null;
        return (asksForServer, container.Family ?? named);
    }

    private static (bool IsServer, ImageFamily? Family) FindServerByName(ShellToken word, ContainerView container)
    {
        if (word.IsExpanded)
            return default;

        ImageFamily? named = ImageFamilies.FindByProgram(word.Text);
        ImageFamily? own = container.Family;
        return named is not null ? (own is null || own.Kind == named.Kind, own ?? named) : (own is null || container.MainProgram == word.Text, own);
    }
}
