namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>A type in a TypeScript declaration, as far as schemas need it.</summary>
internal abstract record DeclaredType;

/// <summary>A name (<c>string</c>, <c>IContainer</c>) or a quoted value.</summary>
internal sealed record DeclaredName(string Name) : DeclaredType;

/// <summary><c>Array&lt;T&gt;</c>.</summary>
internal sealed record DeclaredList(DeclaredType Item) : DeclaredType;

/// <summary><c>{ [key: string]: T }</c>.</summary>
internal sealed record DeclaredMap(DeclaredType Value) : DeclaredType;

/// <summary><c>A | B</c>.</summary>
internal sealed record DeclaredUnion(IReadOnlyList<DeclaredType> Types) : DeclaredType;

/// <summary><c>{ "name"?: T; … }</c>, and the interfaces that it extends.</summary>
internal sealed record DeclaredObject(IReadOnlyDictionary<string, DeclaredType> Properties) : DeclaredType;
