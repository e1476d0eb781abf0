using System.Globalization;
using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class InvalidPodDnsRule : Rule
{
    private const int MaximumNameservers = 3;
    private const int MaximumSearches = 32;
    private const int MaximumSearchCharacters = 2048;
    private const int MaximumHostname = 64;

    // On by default from here on (feature gate RelaxedDNSSearchValidation).
    private const int RelaxedSearchesMinor = 33;

    // On by default from here on; before, the field is dropped (feature gate HostnameOverride).
    private const int HostnameOverrideMinor = 35;

    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML1048",
        name: "invalid-pod-dns",
        title: "The DNS settings or host names of a pod are refused",
        severity: DiagnosticSeverity.Error);

    public override void Initialize(AnalysisContext context) => context.RegisterWorkloadAction(Analyze);

    private static void Analyze(WorkloadContext context)
    {
        if (!context.Workload.HasOwnTemplate || context.Workload.PodSpec.Mapping is not { } pod)
            return;

        if (pod.GetString("dnsPolicy") is { Value: "None" } policy && !context.Workload.IsPartial)
            AnalyzePolicyNone(context, pod, policy);
        if (pod.GetMapping("dnsConfig") is { } config)
        {
            AnalyzeNameservers(context, config);
            AnalyzeSearches(context, config);
        }

        if (pod.Get("hostAliases") is YamlSequence aliases)
            AnalyzeAliases(context, aliases);
        if (pod.GetString("hostnameOverride") is { } hostname && context.Target.HasFrom(HostnameOverrideMinor))
            AnalyzeHostname(context, pod, hostname);
    }

    private static void AnalyzePolicyNone(WorkloadContext context, YamlMapping pod, Located<string> policy)
    {
        YamlNode? config = pod.Get("dnsConfig");
        if (config is null || (config is YamlMapping mapping && mapping.Get("nameservers") is null or YamlSequence { Items.IsEmpty: true }))
            Report(context, policy.Node, "dnsPolicy: None needs at least one of dnsConfig.nameservers");
    }

    private static void AnalyzeNameservers(WorkloadContext context, YamlMapping config)
    {
        if (config.Get("nameservers") is not YamlSequence servers)
            return;

        if (servers.Items.Length > MaximumNameservers)
            Report(context, servers.Items[MaximumNameservers], $"dnsConfig.nameservers: {Text(servers.Items.Length)} addresses, at most {Text(MaximumNameservers)}");
        for (int i = 0; i < servers.Items.Length; i++)
        {
            AnalyzeAddress(context, NodeReading.AsString(servers.Items[i]), "dnsConfig.nameservers", i, "");
        }
    }

    private static void AnalyzeSearches(WorkloadContext context, YamlMapping config)
    {
        if (config.Get("searches") is not YamlSequence searches)
            return;

        if (searches.Items.Length > MaximumSearches)
            Report(context, searches.Items[MaximumSearches], $"dnsConfig.searches: {Text(searches.Items.Length)} domains, at most {Text(MaximumSearches)}");

        int characters = searches.Items.Length - 1;
        for (int i = 0; i < searches.Items.Length; i++)
        {
            if (NodeReading.AsString(searches.Items[i]) is not { } search || TemplateMarkers.IsTemplated(search.Value))
                continue;

            characters += search.Value.Length;
            AnalyzeSearch(context, search, i);
        }

        if (characters > MaximumSearchCharacters)
            Report(context, searches, $"dnsConfig.searches: {Text(characters)} characters with the blanks between them, at most {Text(MaximumSearchCharacters)}");
    }

    private static void AnalyzeSearch(WorkloadContext context, Located<string> search, int index)
    {
        string domain = search.Value.EndsWith('.') ? search.Value[..^1] : search.Value;
        if (Names.CheckSubdomain(domain) is not { } reason)
            return;

        // The root alone, and a _ in the place of a letter.
        bool isRelaxed = search.Value == "." || Names.CheckSubdomain(domain.Replace('_', 'a')) is null;
        if (!isRelaxed)
            Report(context, search.Node, $"dnsConfig.searches[{Text(index)}]: '{search.Value}' is no domain, {reason}");
        else if (context.Target.HasBelow(RelaxedSearchesMinor))
            Report(context, search.Node, $"dnsConfig.searches[{Text(index)}]: '{search.Value}' is no domain before 1.33", context.Target.NoteBelow(RelaxedSearchesMinor));
    }

    private static void AnalyzeAliases(WorkloadContext context, YamlSequence aliases)
    {
        for (int i = 0; i < aliases.Items.Length; i++)
        {
            if (aliases.Items[i].Dereference() is not YamlMapping alias)
                continue;

            AnalyzeAddress(context, alias.GetString("ip"), "hostAliases", i, ".ip");
            foreach (YamlNode item in alias.GetItems("hostnames"))
            {
                if (NodeReading.AsString(item) is { } name && Names.CheckSubdomain(name.Value) is { } reason && !TemplateMarkers.IsTemplated(name.Value))
                    Report(context, name.Node, $"hostAliases[{Text(i)}].hostnames: '{name.Value}' is no host name, {reason}");
            }
        }
    }

    private static void AnalyzeAddress(WorkloadContext context, Located<string>? address, string list, int index, string field)
    {
        if (address is not { } written || TemplateMarkers.IsTemplated(written.Value))
            return;

        if (!AddressBlock.IsAddress(written.Value))
            Report(context, written.Node, $"{list}[{Text(index)}]{field}: '{written.Value}' is no IP address");
        else if (context.Target.HasFrom(AddressBlock.StrictSince) && IpAddresses.FindObjection(written.Value) is { } objection)
            Report(context, written.Node, $"{list}[{Text(index)}]{field}: '{written.Value}' {objection}", context.Target.NoteFrom(AddressBlock.StrictSince));
    }

    private static void AnalyzeHostname(WorkloadContext context, YamlMapping pod, Located<string> hostname)
    {
        if (TemplateMarkers.IsTemplated(hostname.Value))
            return;

        string note = context.Target.NoteFrom(HostnameOverrideMinor);
        if (hostname.Value.Length > MaximumHostname)
            Report(context, hostname.Node, $"hostnameOverride: {Text(hostname.Value.Length)} characters, at most {Text(MaximumHostname)}", note);
        else if (Names.CheckSubdomain(hostname.Value) is { } reason)
            Report(context, hostname.Node, $"hostnameOverride: '{hostname.Value}' is no host name, {reason}", note);
        else if (pod.GetBoolean("hostNetwork") is { Value: true })
            Report(context, hostname.Node, "hostnameOverride: cannot stand beside hostNetwork: true", note);
        else if (pod.GetBoolean("setHostnameAsFQDN") is { Value: true })
            Report(context, hostname.Node, "hostnameOverride: cannot stand beside setHostnameAsFQDN: true", note);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Report(WorkloadContext context, YamlNode node, string message, string note = "") =>
        context.Report(node, $"{message}; {Refusal.OfTemplate(context.Workload, context.Target)}{note}");
}
