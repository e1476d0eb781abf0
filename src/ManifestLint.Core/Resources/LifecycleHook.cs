using System.Collections.Immutable;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Resources;

/// <summary>What a hook does. Several may hold: <c>sleep 10; nginx -s quit</c> waits and quits.</summary>
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

    /// <summary>It cannot do what it says, see <see cref="LifecycleHook.Defect"/>, <see cref="LifecycleHook.MissingProgram"/>, <see cref="LifecycleHook.UnresolvedTarget"/>; or it is a tcpSocket.</summary>
    Broken = 16,
}

/// <summary>
/// The <c>lifecycle.preStop</c> or <c>lifecycle.postStart</c> of a container, classified; both act through the same handlers. A hook that the API server refuses (no handler, or two) is opaque: a schema rule reports it.
/// </summary>
public sealed class LifecycleHook
{
    private LifecycleHook(string key, YamlEntry? entry)
    {
        Key = key;
        Entry = entry;
        Mapping = entry?.Value.Dereference() as YamlMapping;
    }

    /// <summary><c>preStop</c> or <c>postStart</c>.</summary>
    public string Key { get; }

    /// <summary>The hook's entry in <c>lifecycle</c>; null when there is none or its value is null.</summary>
    public YamlEntry? Entry { get; }

    /// <summary>What stands under the key.</summary>
    public YamlMapping? Mapping { get; }

    /// <summary>Whether a hook is written.</summary>
    public bool IsPresent => Entry is not null;

    /// <summary>How the hook acts.</summary>
    public HandlerKind Kind { get; private set; }

    /// <summary>What stands under <c>exec</c>, <c>sleep</c>, <c>httpGet</c> or <c>tcpSocket</c>.</summary>
    public YamlMapping? Handler { get; private set; }

    /// <summary>What the hook does.</summary>
    public HookTraits Traits { get; private set; }

    /// <summary>What it does one after the other; empty for a hook that is absent or broken.</summary>
    public ImmutableArray<HookStep> Steps { get; private set; } = [];

    /// <summary>The command of exec.</summary>
    public CommandWords Command { get; private set; } = CommandWords.None;

    /// <summary>Why the command cannot run as it is written.</summary>
    public CommandDefect? Defect { get; private set; }

    /// <summary>The program that the image is known not to have.</summary>
    public Located<string>? MissingProgram { get; private set; }

    /// <summary>The port name that the container does not declare, or the host that is the node's own loopback.</summary>
    public Located<string>? UnresolvedTarget { get; private set; }

    /// <summary>Seconds that the hook is sure to wait: its literal waits together. 0 for a wait of unknown length, an opaque and a broken hook.</summary>
    public double SleepSeconds { get; private set; }

    /// <summary>Seconds that a hook whose program is missing means to wait, when it means nothing else; otherwise 0.</summary>
    public double WaitInVain { get; private set; }

    /// <summary>Whether the hook also waits for something whose length nobody knows: a loop on a process, <c>wait</c>.</summary>
    public bool WaitsUnknownLength { get; private set; }

    /// <summary>The first step that waits a number of seconds.</summary>
    public HookStep? FirstSleep => Steps.FirstOrDefault(step => step.Seconds > 0) is { Node: not null } step ? step : null;

    /// <summary>Where that wait is written: the number of <c>sleep.seconds</c> or of <c>["sleep", "10"]</c>, the words of a script; null when there is none.</summary>
    public TextSpan? SleepSpan => FirstSleep?.Span;

    /// <summary>Whether a trait holds.</summary>
    public bool Has(HookTraits traits) => (Traits & traits) != HookTraits.None;

    internal static LifecycleHook Read(ContainerView container, string key)
    {
        YamlEntry? entry = container.Lifecycle?.Find(key);
        if (entry is null || entry.Value.Dereference() is YamlScalar { IsNull: true })
            return new LifecycleHook(key, entry: null);

        (HandlerKind kind, YamlMapping? handler) = FindHandler(entry.Value.Dereference() as YamlMapping);
        var hook = new LifecycleHook(key, entry) { Kind = kind, Handler = handler, Traits = HookTraits.Opaque };
        switch (kind)
        {
            case HandlerKind.Sleep:
                hook.ReadSleep();
                break;
            case HandlerKind.Exec:
                hook.ReadExec(container);
                break;
            case HandlerKind.HttpGet:
                hook.ReadRequest(container);
                break;
            // The API server takes it, the kubelet fails it: "invalid handler" (pkg/kubelet/lifecycle/handlers.go, Run).
            case HandlerKind.TcpSocket:
                hook.Traits = HookTraits.Broken;
                break;
        }

        return hook;
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

    private void ReadSleep()
    {
        if (Handler.GetInteger("seconds") is { } seconds)
            Take([HookStep.Sleep(seconds.Value, seconds.Node, text: null)]);
    }

    private void ReadExec(ContainerView container)
    {
        Command = CommandWords.Read(Handler, "command");
        Defect = CommandDefect.Find(Command);
        MissingProgram = Defect is null ? MissingPrograms.Find(Command, container) : null;
        if (Defect is not null)
        {
            Traits = HookTraits.Broken;
            return;
        }

        ImmutableArray<HookStep> steps = HookCommandReader.Read(Command, container);
        if (MissingProgram is null)
        {
            Take(steps);
            return;
        }

        Traits = HookTraits.Broken;
        WaitInVain = steps.All(step => step is { Traits: HookTraits.Wait, Seconds: > 0 }) ? steps.Sum(step => step.Seconds) : 0;
    }

    private void ReadRequest(ContainerView container)
    {
        if (PortReference.Read(Handler.GetWritten("port")) is { Value.Name: { } name } port && IsUndeclared(name, container))
            UnresolvedTarget = new Located<string>(name, port.Node);
        else if (Handler.GetString("host") is { } host && LoopbackHosts.Contains(host.Value) && !container.Pod.IsHostNetwork)
            UnresolvedTarget = host;
        if (UnresolvedTarget is not null)
            Traits = HookTraits.Broken;
    }

    // A patch may leave the ports to its base; digits in quotes are refused by the API server, which a schema rule says.
    private static bool IsUndeclared(string name, ContainerView container) => !container.Pod.Workload.IsPartial
        && container.FindPort(name) is null
        && name.AsSpan().ContainsAnyExceptInRange('0', '9')
        && !TemplateMarkers.IsTemplated(name);

    private void Take(ImmutableArray<HookStep> steps)
    {
        Steps = steps;
        Traits = HookTraits.None;
        foreach (HookStep step in steps)
        {
            Traits |= step.Traits;
            SleepSeconds += step.Seconds;
            WaitsUnknownLength |= step is { Traits: HookTraits.Wait, Seconds: 0 };
        }
    }
}
