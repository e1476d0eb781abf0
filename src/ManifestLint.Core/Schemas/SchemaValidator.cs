using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Schemas;

/// <summary>
/// Walks an object along its schema and collects where it breaks it. Reads the tree through cursors: a valid object costs no node and no memory.
/// Null counts as absent everywhere; values that a template has yet to fill in are passed over. Not to be shared by threads.
/// </summary>
public sealed class SchemaValidator
{
    // Fields beyond these bits of a mapping are looked for by name when something is required.
    private const int TrackedFields = 64;

    private readonly SchemaCatalog _catalog;
    private readonly MinorSet _target;
    private readonly SchemaViolationList _violations = new();
    private readonly SchemaScalarCheck _scalars;
    private Schema? _customRoot;
    private bool _isPartial;

    /// <summary>A validator for the kinds of a catalogue.</summary>
    public SchemaValidator(SchemaCatalog catalog)
    {
        _catalog = catalog;
        _target = MinorSet.Of(catalog.Target);
        _scalars = new SchemaScalarCheck(catalog.Target, _violations.Add);
    }

    /// <summary>
    /// The places where an object breaks its schema, in the order of the text; empty when it is valid, when nobody knows its kind, and when the kind
    /// itself is not served by all of the target. The list is the validator's own and lasts until the next call.
    /// </summary>
    public IReadOnlyList<SchemaViolation> Validate(Resource resource)
    {
        _violations.Clear();
        Root = _catalog.Find(resource);
        if (Root is not { } root || !root.Minors.Contains(_target) || IsEncrypted(resource))
            return _violations.All;

        _isPartial = resource.IsPartial;
        ValidateObject(resource.Cursor, root);
        if (_violations.All.Count > 0 && resource.Root.Find("status") is { } status)
            _violations.RemoveIn(status.Value.Span, IsBeyondReading);
        _violations.Sort();
        return _violations.All;
    }

    // The server replaces what is written under status before it validates (strategy.go of each kind, PrepareForCreate): it only has to be readable.
    private static bool IsBeyondReading(SchemaViolation violation) => violation.Kind switch
    {
        SchemaViolationKind.UnknownField or SchemaViolationKind.FieldNotInVersion or SchemaViolationKind.WrongType or SchemaViolationKind.StringSurprise => false,
        SchemaViolationKind.Format => violation.Schema.Format is not ("quantity" or "byte" or "date-time"),
        _ => true,
    };

    // What SOPS encrypts is decrypted before it is applied: its values are no values yet, and its own key goes.
    private static bool IsEncrypted(Resource resource) => resource.Cursor["sops"].IsMapping;

    /// <summary>The kind of the last object; null when nobody knows it.</summary>
    public SchemaRoot? Root { get; private set; }

    // Of a custom resource the schema need not name what every object has; its metadata always is that of Kubernetes.
    private void ValidateObject(YamlCursor mapping, SchemaRoot root)
    {
        Schema? around = _customRoot;
        Schema schema = root.Schema.Resolve();
        _customRoot = root.IsBuiltIn ? null : schema;
        ValidateMapping(mapping, schema);
        if (schema.HasCombinations)
            CheckCombinations(mapping, mapping, schema);
        _customRoot = around;
    }

    private void Validate(YamlCursor written, Schema reference)
    {
        YamlCursor value = written.Dereference();
        Schema schema = reference.Resolve();
        if (value.IsScalar)
        {
            _scalars.Check(written, value, schema);
        }
        else if (value.IsMapping)
        {
            if (schema.Accepts(SchemaTypes.Object) && !schema.IsIntOrString && !schema.IsQuantity)
                ValidateMapping(value, schema);
            else
                AddType(written, schema);
        }
        else if (schema.Accepts(SchemaTypes.Array) && !schema.IsIntOrString && !schema.IsQuantity)
        {
            ValidateSequence(value, schema);
        }
        else
        {
            AddType(written, schema);
        }

        if (schema.HasCombinations && value.IsMapping)
            CheckCombinations(written, value, schema);
    }

    private void AddType(YamlCursor value, Schema schema) => _violations.Add(SchemaViolationKind.WrongType, value, schema, _target);

    private void ValidateMapping(YamlCursor mapping, Schema schema)
    {
        SchemaProperties properties = schema.Properties;
        if (properties.Count == 0 && schema.AdditionalProperties is { } values)
        {
            ValidateMap(mapping, schema, values);
            return;
        }

        bool saysNothing = properties.Count == 0 && schema.IsOpen && schema.Required.IsEmpty && schema.Bounds is null && schema.PatternProperties.IsEmpty;
        if (saysNothing && schema != _customRoot && !schema.Traits.HasFlag(SchemaTraits.EmbeddedResource))
            return;

        ulong seen = 0;
        foreach (YamlCursor.Entry entry in mapping.GetEntries())
        {
            int index;
            if (!entry.Key.TryReadKey(out ReadOnlySpan<char> name) || ((index = properties.IndexOf(name)) is >= 0 and < TrackedFields && (seen & (1UL << index)) != 0))
            {
                ValidateUnusualMapping(mapping, schema);
                return;
            }

            if (index is >= 0 and < TrackedFields)
                seen |= 1UL << index;
        }

        foreach (YamlCursor.Entry entry in mapping.GetEntries())
        {
            entry.Key.TryReadKey(out ReadOnlySpan<char> name);
            ValidateField(schema, entry.Key, name, properties.IndexOf(name), entry.Value);
        }

        CheckMapping(mapping, schema);
    }

    // Doubled keys, merges, keys that are no plain words: what counts is told by nodes.
    private void ValidateUnusualMapping(YamlCursor mapping, Schema schema)
    {
        foreach ((string name, YamlEntry entry) in ((YamlMapping)mapping.Handle.Resolve()).EffectiveEntries())
            ValidateField(schema, YamlCursor.At(entry.Key.Handle), name, schema.Properties.IndexOf(name), YamlCursor.At(entry.Value.Handle));
        CheckMapping(mapping, schema);
    }

    private void ValidateField(Schema schema, YamlCursor key, ReadOnlySpan<char> name, int index, YamlCursor value)
    {
        if (index < 0)
        {
            ValidateOtherField(schema, key, name, value);
            return;
        }

        SchemaProperty property = schema.Properties[index];
        if (property.Minors.Bits != MinorSet.All.Bits && !property.Minors.Contains(_target))
        {
            _violations.AddField(SchemaViolationKind.FieldNotInVersion, schema, key, property.Name, _target.Without(property.Minors), property.Minors);
            if (property.Minors.And(_target).IsEmpty)
                return;
        }

        if (schema == _customRoot && property.Name == "metadata")
        {
            Validate(value, _catalog.ObjectMeta);
            return;
        }

        Validate(value, property.Schema);
        foreach ((MinorSet minors, Schema other) in property.Others)
            _scalars.CheckEnumOf(value, other.Resolve(), minors.And(_target));
    }

    private void ValidateOtherField(Schema schema, YamlCursor key, ReadOnlySpan<char> name, YamlCursor value)
    {
        if (schema == _customRoot && name is "apiVersion" or "kind" or "metadata")
        {
            if (name is "metadata")
                Validate(value, _catalog.ObjectMeta);
            return;
        }

        if (name.StartsWith("$") && _isPartial)
            return;

        foreach ((SchemaPattern pattern, Schema matching) in schema.PatternProperties)
        {
            if (pattern.Matches(name.ToString()))
            {
                Validate(value, matching);
                return;
            }
        }

        if (schema.AdditionalProperties is { } values)
            Validate(value, values);
        else if (!schema.IsOpen && !TemplateMarkers.IsTemplated(name.ToString()))
            _violations.AddField(SchemaViolationKind.UnknownField, schema, key, name.ToString(), _target, new MinorSet(0));
    }

    private void ValidateMap(YamlCursor mapping, Schema schema, Schema values)
    {
        Schema value = values.Resolve();
        foreach (YamlCursor.Entry entry in mapping.GetEntries())
        {
            if (!entry.Key.TryReadKey(out _))
            {
                ValidateUnusualMap(mapping, schema, value);
                return;
            }

            Validate(entry.Value, value);
        }

        CheckMapping(mapping, schema);
    }

    private void ValidateUnusualMap(YamlCursor mapping, Schema schema, Schema value)
    {
        foreach ((string name, YamlEntry entry) in ((YamlMapping)mapping.Handle.Resolve()).EffectiveEntries())
        {
            var key = YamlCursor.At(entry.Key.Handle);
            if (name.StartsWith('$') && _isPartial)
                continue;
            if (entry.Key is YamlScalar { Style: YamlScalarStyle.Plain, Tag: null } scalar && scalar.Resolve() is { Kind: not (YamlScalarKind.String or YamlScalarKind.Null) } && scalar.Value != name)
                _violations.AddField(SchemaViolationKind.KeySurprise, schema, key, name, _target, MinorSet.All);
            Validate(YamlCursor.At(entry.Value.Handle), value);
        }

        CheckMapping(mapping, schema);
    }

    private void ValidateSequence(YamlCursor sequence, Schema schema)
    {
        int count = 0;
        foreach (YamlCursor item in sequence.GetItems())
        {
            count++;
            if (schema.Items is { } items)
                Validate(item, items);
        }

        if (schema.Bounds is { } bounds && (count < bounds.MinimumItems || count > bounds.MaximumItems))
            _violations.Add(SchemaViolationKind.Count, sequence, schema, _target, SchemaBoundsText.Items(bounds, count));
        if (count > 1 && (schema.ListType != SchemaListType.None || schema.Traits.HasFlag(SchemaTraits.UniqueItems)))
            SchemaListKeys.FindDuplicates(sequence, schema, (item, key) => _violations.Add(SchemaViolationKind.DuplicateItem, item, schema, _target, key));
    }

    private void CheckMapping(YamlCursor mapping, Schema schema)
    {
        foreach (RequiredField field in schema.Required)
        {
            MinorSet minors = field.Minors.And(_target);
            if (minors.IsEmpty || !mapping[field.Name].IsAbsent || IsNullOnPurpose(mapping, schema, field.Name) || (schema == _customRoot && field.Name is "apiVersion" or "kind"))
                continue;
            if (!_isPartial)
                _violations.AddMissing(mapping, schema, field.Name, minors);
        }

        if (schema.Bounds is { } bounds && (bounds.MinimumProperties is not null || bounds.MaximumProperties is not null))
        {
            int count = 0;
            foreach (YamlCursor.Entry _ in mapping.GetEntries())
                count++;
            if (count < bounds.MinimumProperties || count > bounds.MaximumProperties)
                _violations.Add(SchemaViolationKind.Count, mapping, schema, _target, SchemaBoundsText.Fields(bounds, count));
        }

        if (schema.Traits.HasFlag(SchemaTraits.EmbeddedResource))
            CheckEmbedded(mapping, schema);
    }

    // Of an object in an object the server looks at what every object has, no further: templates of objects are seldom whole
    // (apiextensions-apiserver/pkg/apiserver/schema/objectmeta/validation.go).
    private void CheckEmbedded(YamlCursor mapping, Schema schema)
    {
        foreach (string field in new[] { "apiVersion", "kind" })
        {
            if (!_isPartial && mapping[field].IsAbsent)
                _violations.AddMissing(mapping, schema, field, _target);
        }

        if (mapping["metadata"] is { IsNowhere: false } metadata)
            Validate(metadata, _catalog.ObjectMeta);
    }

    private void CheckCombinations(YamlCursor written, YamlCursor value, Schema schema)
    {
        if (_isPartial)
            return;
        if (SchemaCombinations.Explain(value, schema) is { } reason)
            _violations.Add(SchemaViolationKind.Combination, written, schema, _target, reason);
    }

    private static bool IsNullOnPurpose(YamlCursor mapping, Schema schema, string field) =>
        !mapping[field].IsNowhere && schema.Properties.Find(field)?.Schema.Resolve().Traits.HasFlag(SchemaTraits.Nullable) == true;
}
