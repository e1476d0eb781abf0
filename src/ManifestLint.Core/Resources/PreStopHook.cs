using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>What a preStop hook does. Several may hold: <c>sleep 10; nginx -s quit</c> waits and quits.</summary>
[Flags]
public enum HookTraits
{
    /// <summary>There is no hook, or it is known to do nothing that matters at the end (<c>echo</c>, <c>true</c>, <c>nginx -s reload</c>, <c>sleep 0</c>).</summary>
    None = 0,

    /// <summary>It waits: a number of seconds, or until something is over.</summary>
    Wait = 1,

    /// <summary>It tells the server to finish what it does and stop.</summary>
    Quit = 2,

    /// <summary>It tells the server to stop at once.</summary>
    Abrupt = 4,

    /// <summary>Nobody can tell from the manifest: a request, an own program, a value that is filled in later. It is believed to do the right thing.</summary>
    Opaque = 8,

    /// <summary>It cannot do what it says, see <see cref="PreStopHook.Defect"/>, <see cref="PreStopHook.MissingProgram"/>, <see cref="PreStopHook.UnresolvedTarget"/>.</summary>
    Broken = 16,
}

/// <summary>
/// The <c>lifecycle.preStop</c> of a container, classified. A hook that the API server refuses (no handler, or two) is opaque: a schema rule reports it.
/// </summary>
public sealed class PreStopHook
{
    private PreStopHook(YamlEntry? entry)
    {
        Entry = entry;
        Mapping = entry?.Value.Dereference() as YamlMapping;
    }

    /// <summary>The entry <c>preStop</c>; null when there is none or its value is null.</summary>
    public YamlEntry? Entry { get; }

    /// <summary>What stands under <c>preStop</c>.</summary>
    public YamlMapping? Mapping { get; }

    /// <summary>Whether a hook is written.</summary>
    public bool IsPresent => Entry is not null;

    /// <summary>How the hook acts.</summary>
    public HandlerKind Kind { get; private init; }

    /// <summary>What stands under <c>exec</c>, <c>sleep</c>, <c>httpGet</c> or <c>tcpSocket</c>.</summary>
    public YamlMapping? Handler { get; private init; }

    /// <summary>What the hook does.</summary>
    public HookTraits Traits { get; private init; }

    /// <summary>What it does one after the other; empty for a hook that is absent or broken.</summary>
    public ImmutableArray<HookStep> Steps { get; private init; } = [];

    /// <summary>The command of exec.</summary>
    public CommandWords Command { get; private init; } = CommandWords.None;

    /// <summary>Why the command cannot run as it is written.</summary>
    public CommandDefect? Defect { get; private init; }

    /// <summary>The program that the image is known not to have.</summary>
    public Located<string>? MissingProgram { get; private init; }

    /// <summary>The port name that the container does not declare, or the host that is the node's own loopback.</summary>
    public Located<string>? UnresolvedTarget { get; private init; }

    /// <summary>Seconds that the hook is sure to wait: its literal waits together. 0 for a wait of unknown length, an opaque and a broken hook.</summary>
    public double SleepSeconds { get; private init; }

    /// <summary>Whether the hook also waits for something whose length nobody knows: a loop on a process, <c>wait</c>.</summary>
    public bool WaitsUnknownLength { get; private init; }

    /// <summary>The first step that waits a number of seconds.</summary>
    public HookStep? FirstSleep => Steps.FirstOrDefault(step => step.Seconds > 0) is { Node: not null } step ? step : null;

    /// <summary>Where that wait is written: the number of <c>sleep.seconds</c> or of <c>["sleep", "10"]</c>, the words of a script; null when there is none.</summary>
    public TextSpan? SleepSpan => FirstSleep?.Span;

    /// <summary>Whether a trait holds.</summary>
    public bool Has(HookTraits traits) => (Traits & traits) != HookTraits.None;

    internal static PreStopHook Read(ContainerView container)
    {
        YamlEntry? entry = container.Lifecycle?.Find("preStop");
        if (entry is null || entry.Value.Dereference() is YamlScalar { IsNull: true })
            return new PreStopHook(entry: null);

        var hook = new PreStopHook(entry);
        (HandlerKind kind, YamlMapping? handler) = FindHandler(hook.Mapping);
        return kind switch
        {
            HandlerKind.Sleep => ReadSleep(entry, handler!),
            HandlerKind.Exec => ReadExec(entry, handler!, container),
            HandlerKind.HttpGet or HandlerKind.TcpSocket => ReadRequest(entry, kind, handler!, container),
            _ => new PreStopHook(entry) { Kind = kind, Handler = handler, Traits = HookTraits.Opaque },
        };
    }

    private static (HandlerKind Kind, YamlMapping? Handler) FindHandler(YamlMapping? mapping)
    {
        (HandlerKind Kind, YamlMapping? Handler) found = default;
        ReadOnlySpan<(string Key, HandlerKind Kind)> handlers =
            [("exec", HandlerKind.Exec), ("httpGet", HandlerKind.HttpGet), ("tcpSocket", HandlerKind.TcpSocket), ("sleep", HandlerKind.Sleep)];
        foreach ((string key, HandlerKind kind) in handlers)
        {
            if (mapping.Get(key) is not { } node)
                continue;
            if (found.Handler is not null || node is not YamlMapping handler)
                return default;
            found = (kind, handler);
        }

        return found;
    }

    private static PreStopHook ReadSleep(YamlEntry entry, YamlMapping handler)
    {
        if (handler.GetInteger("seconds") is not { } seconds)
            return new PreStopHook(entry) { Kind = HandlerKind.Sleep, Handler = handler, Traits = HookTraits.Opaque };

        HookStep step = HookStep.Sleep(seconds.Value, seconds.Node, text: null);
        return FromSteps(entry, HandlerKind.Sleep, handler, CommandWords.None, [step]);
    }

    private static PreStopHook ReadExec(YamlEntry entry, YamlMapping handler, ContainerView container)
    {
        CommandWords command = CommandWords.Read(handler, "command");
        CommandDefect? defect = CommandDefect.Find(command);
        Located<string>? missing = defect is null ? MissingPrograms.Find(command, container) : null;
        if (defect is not null || missing is not null)
        {
            return new PreStopHook(entry)
            {
                Kind = HandlerKind.Exec,
                Handler = handler,
                Command = command,
                Traits = HookTraits.Broken,
                Defect = defect,
                MissingProgram = missing,
            };
        }

        return FromSteps(entry, HandlerKind.Exec, handler, command, HookCommandReader.Read(command, container));
    }

    private static PreStopHook ReadRequest(YamlEntry entry, HandlerKind kind, YamlMapping handler, ContainerView container)
    {
        Located<string>? target = null;
        if (PortReference.Read(handler.Get("port")) is { Value.Name: { } name } port && container.FindPort(name) is null)
            target = new Located<string>(name, port.Node);
        else if (handler.GetString("host") is { } host && LoopbackHosts.Contains(host.Value) && !container.Pod.IsHostNetwork)
            target = host;

        return new PreStopHook(entry)
        {
            Kind = kind,
            Handler = handler,
            UnresolvedTarget = target,
            Traits = target is null ? HookTraits.Opaque : HookTraits.Broken,
        };
    }

    private static PreStopHook FromSteps(YamlEntry entry, HandlerKind kind, YamlMapping handler, CommandWords command, ImmutableArray<HookStep> steps)
    {
        var traits = HookTraits.None;
        double seconds = 0;
        bool waitsUnknownLength = false;
        foreach (HookStep step in steps)
        {
            traits |= step.Traits;
            seconds += step.Seconds;
            waitsUnknownLength |= step is { Traits: HookTraits.Wait, Seconds: 0 };
        }

        return new PreStopHook(entry)
        {
            Kind = kind,
            Handler = handler,
            Command = command,
            Steps = steps,
            Traits = traits,
            SleepSeconds = seconds,
            WaitsUnknownLength = waitsUnknownLength,
        };
    }
}
