using ManifestLint.Analysis;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

/// <summary>Holds one peer of a NetworkPolicy to what the API server wants of it.</summary>
/// <param name="Context">Where to report.</param>
/// <param name="Direction"><c>ingress</c> or <c>egress</c>.</param>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Peers"><c>from</c> or <c>to</c>.</param>
/// <param name="Index">Index of the peer.</param>
internal readonly record struct NetworkPeerCheck(ResourceContext Context, string Direction, int Rule, string Peers, int Index)
{
    public void Run(YamlNode item)
    {
        if (item.Dereference() is not YamlMapping peer)
            return;

        YamlNode? block = peer.Get("ipBlock");
        string? selector = peer.Get("podSelector") is not null ? "podSelector" : peer.Get("namespaceSelector") is not null ? "namespaceSelector" : null;
        if (block is not null && selector is not null)
            Report(peer.Find("ipBlock")!.Key, $"ipBlock cannot stand beside {selector} in one peer");
        else if (block is null && selector is null)
            ReportEmpty(item, peer);

        if (block is YamlMapping mapping)
            CheckBlock(mapping);
    }

    private void ReportEmpty(YamlNode item, YamlMapping peer)
    {
        if (Context.Resource.IsPartial)
            return;

        string? key = null;
        foreach ((string name, _) in peer.EffectiveEntries())
        {
            // An unknown field may be a misspelt selector, and is a finding of its own.
            if (name is not ("podSelector" or "namespaceSelector" or "ipBlock"))
                return;
            key = name;
        }

        Report(item, key switch
        {
            null => "a peer needs podSelector, namespaceSelector or ipBlock",
            "ipBlock" => "ipBlock has no value",
            _ => $"{key} has no value, to accept all write {key}: {{}}",
        });
    }

    private void CheckBlock(YamlMapping mapping)
    {
        if (mapping.GetString("cidr") is not { } cidr || TemplateMarkers.IsTemplated(cidr.Value))
            return;
        if (AddressBlock.Parse(cidr.Value) is not { } block)
        {
            Report(cidr.Node, $"cidr {WhatIsWrong(cidr.Value)}");
            return;
        }

        CheckWriting(cidr.Node, "cidr", cidr.Value, block);
        if (mapping.Get("except") is not YamlSequence exceptions)
            return;
        foreach (YamlNode item in exceptions.Items)
        {
            if (NodeReading.AsString(item) is not { } except || TemplateMarkers.IsTemplated(except.Value))
                continue;
            if (AddressBlock.Parse(except.Value) is not { } hole)
                Report(item, $"except {WhatIsWrong(except.Value)}");
            else if (!block.IsLargerThan(hole))
                Report(item, $"except {except.Value} is not a part of cidr {cidr.Value}");
            else
                CheckWriting(item, "except", except.Value, hole);
        }
    }

    private void CheckWriting(YamlNode node, string field, string text, AddressBlock block)
    {
        if (block.Objection is { } objection && Context.Target.HasFrom(AddressBlock.StrictSince))
            Report(node, $"{field} '{text}' has {objection}", Context.Target.NoteFrom(AddressBlock.StrictSince));
    }

    private static string WhatIsWrong(string text)
    {
        if (!AddressBlock.IsAddress(text))
            return $"'{text}' is not a range of addresses such as 10.0.0.0/8";
        int width = text.Contains(':', StringComparison.Ordinal) ? 128 : 32;
        return $"'{text}' has no prefix length, for this address alone write {text}/{width}";
    }

    private void Report(YamlNode node, string reason, string note = "") =>
        Context.Report(node, $"spec.{Direction}[{Rule}].{Peers}[{Index}]: {reason}; {Refusal.ByServer}{note}");
}
