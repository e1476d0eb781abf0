using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Resources;

/// <summary>Reads what the exec command of a hook does, step by step.</summary>
internal static class HookCommandReader
{
    private const int DeepestShell = 3;

    public static ImmutableArray<HookStep> Read(CommandWords command, ContainerView container)
    {
        var steps = ImmutableArray.CreateBuilder<HookStep>();
        if (!command.IsKnown || command.IsEmpty)
            steps.Add(new HookStep(HookTraits.Opaque, command.Node ?? (YamlNode)container.Mapping));
        else if (command.Script is { } script)
            ReadScript(script.Value, script.Node, container, steps, depth: 1);
        else
            steps.Add(ReadWords(command, container));
        return steps.DrainToImmutable();
    }

    private static HookStep ReadWords(CommandWords command, ContainerView container)
    {
        ShellCommand simple = command.ToSimpleCommand();
        YamlNode node = simple.Program == "sleep" && simple.Words.Length > 1 ? command.Words[^1].Node : command.Node!;
        return ReadCommand(simple, node, container, text: null);
    }

    private static void ReadScript(string script, YamlNode node, ContainerView container, ImmutableArray<HookStep>.Builder steps, int depth)
    {
        if (ShellScript.Parse(script) is not { } commands)
        {
            steps.Add(new HookStep(HookTraits.Opaque, node));
            return;
        }

        int seenLoop = 0;
        foreach (ShellCommand command in commands)
        {
            string text = script[command.Start..command.End];
            if (command.Loop > seenLoop)
            {
                seenLoop = command.Loop;
                steps.Add(ReadLoop(commands, seenLoop, node, text));
            }

            if (IsNestedShell(command) is { } nested && depth < DeepestShell)
                ReadScript(nested, node, container, steps, depth + 1);
            else
                Add(ReadCommand(command, node, container, text), command, steps);
        }
    }

    private static void Add(HookStep step, ShellCommand command, ImmutableArray<HookStep>.Builder steps)
    {
        // The loop as a whole says how long it waits; the signals that it sends count by themselves.
        if (command.Loop > 0 && !step.Traits.HasFlag(HookTraits.Quit) && !step.Traits.HasFlag(HookTraits.Abrupt))
            return;
        // The script does not wait for what runs in the background.
        if (command.IsBackground && step.Traits == HookTraits.Wait)
            step = new HookStep(HookTraits.None, step.Node) { Text = step.Text };
        steps.Add(step with { IsBackground = command.IsBackground });
    }

    // A loop that asks for a process, a file or connections, or that sleeps, waits: nobody knows how long.
    private static HookStep ReadLoop(IReadOnlyList<ShellCommand> commands, int loop, YamlNode node, string text)
    {
        bool waits = false;
        bool isBackground = true;
        foreach (ShellCommand command in commands)
        {
            if (command.Loop != loop)
                continue;

            isBackground &= command.IsBackground;
            waits |= command.Program == "sleep" || (command.IsCondition && IsPoll(command));
        }

        HookTraits traits = !waits ? HookTraits.Opaque : isBackground ? HookTraits.None : HookTraits.Wait;
        return new HookStep(traits, node) { Text = text, IsBackground = isBackground };
    }

    private static bool IsPoll(ShellCommand command) => command.Program switch
    {
        "kill" => command.Words.Any(word => word.Text == "-0"),
        "pidof" or "pgrep" or "ps" or "[" or "[[" or "test" or "netstat" or "ss" or "grep" => true,
        _ => false,
    };

    private static string? IsNestedShell(ShellCommand command)
    {
        if (command.Program is not ("sh" or "bash" or "ash" or "dash"))
            return null;

        for (int i = 1; i < command.Words.Length - 1; i++)
        {
            if (command.Words[i].Text is ['-', not '-', ..] option && option.Contains('c') && !command.Words[i + 1].IsExpanded)
                return command.Words[i + 1].Text;
        }

        return null;
    }

    private static HookStep ReadCommand(ShellCommand command, YamlNode node, ContainerView container, string? text) => command.Program switch
    {
        "sleep" => ReadSleep(command, node, text),
        "wait" => new(HookTraits.Wait, node) { Text = text },
        "tail" => new(IsEndlessTail(command) ? HookTraits.Wait : HookTraits.None, node) { Text = text },
        "kill" or "pkill" or "killall" => HookSignalReader.Read(command, container, node) with { Text = text },
        "nginx" or "openresty" or "angie" or "tengine" or "freenginx" => HookSignalReader.ReadNginx(command, node) with { Text = text },
        "apachectl" or "apache2ctl" or "httpd" or "apache2" => HookSignalReader.ReadApache(command, node) with { Text = text },
        var program => new(ChangesNothing(program) ? HookTraits.None : HookTraits.Opaque, node) { Text = text },
    };

    private static HookStep ReadSleep(ShellCommand command, YamlNode node, string? text)
    {
        double seconds = 0;
        foreach (ShellToken word in command.Words.AsSpan()[1..])
        {
            if (!word.IsExpanded && word.Text is "infinity" or "inf")
                return new(HookTraits.Wait, node) { Text = text };
            if (word.IsExpanded || Durations.ParseSleep(word.Text) is not { } part)
                return new(HookTraits.Opaque, node) { Text = text };
            seconds += part;
        }

        return HookStep.Sleep(seconds, node, text);
    }

    private static bool IsEndlessTail(ShellCommand command) =>
        command.Words.Any(word => word.Text.StartsWith("--pid", StringComparison.Ordinal) || word.Text is "-f" or "-F" or "--follow");

    // What a person writes into a hook to leave a trace, or to ask something. Creating and deleting files is not here: a readiness probe may look at them.
    private static bool ChangesNothing(string program) => program is "echo" or "printf" or "true" or "false" or ":" or "date" or "logger" or "cat" or "ls" or "ps" or "id" or "pwd"
        or "hostname" or "env" or "export" or "unset" or "set" or "cd" or "trap" or "test" or "[" or "[[" or "exit" or "return" or "sync" or "grep" or "pidof" or "pgrep" or "head";
}
