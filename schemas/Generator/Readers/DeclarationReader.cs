using System.Text.RegularExpressions;

namespace ManifestLint.Schemas.Generator.Readers;

/// <summary>Reads the interface in a type declaration of <c>@kubernetes-models</c>: the names of properties that the compiled validators say nothing of.</summary>
internal sealed class DeclarationReader
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex Comment = new(@"/\*.*?\*/", Options | RegexOptions.Singleline);
    private static readonly Regex Interface = new(@"export (?:declare )?(?:interface I\w+ (?:extends [^{]*)?(?=\{)|type I\w+ = )", Options);
    private static readonly Regex Token = new(@"""(?:[^""\\]|\\.)*""|[A-Za-z_$][\w$]*|\d+|[{}\[\]<>()|&:;?,=]", Options);

    private readonly string[] _tokens;
    private int _next;

    private DeclarationReader(string text) => _tokens = [.. Token.Matches(text).Select(match => match.Value)];

    private string Current => _next < _tokens.Length ? _tokens[_next] : "";

    /// <summary>Reads the first interface of a declaration file; null when it has none.</summary>
    public static DeclaredType? Read(string declaration)
    {
        string text = Comment.Replace(declaration, "");
        return Interface.Match(text) is { Success: true } match ? new DeclarationReader(text[(match.Index + match.Length)..]).ReadType() : null;
    }

    private DeclaredType ReadType()
    {
        var types = new List<DeclaredType> { ReadOne() };
        while (Take("|") || Take("&"))
            types.Add(ReadOne());
        return types is [var only] ? only : new DeclaredUnion(types);
    }

    private DeclaredType ReadOne()
    {
        DeclaredType type = ReadPlain();
        while (Take("["))
        {
            Expect("]");
            type = new DeclaredList(type);
        }
        return type;
    }

    private DeclaredType ReadPlain()
    {
        if (Take("{"))
            return ReadObject();
        if (Take("("))
        {
            DeclaredType inner = ReadType();
            Expect(")");
            return inner;
        }

        string name = _tokens[_next++];
        if (!Take("<"))
            return new DeclaredName(name);
        DeclaredType argument = ReadType();
        while (Take(","))
            ReadType();
        Expect(">");
        return name == "Array" ? new DeclaredList(argument) : new DeclaredName(name);
    }

    private DeclaredType ReadObject()
    {
        var properties = new Dictionary<string, DeclaredType>(StringComparer.Ordinal);
        DeclaredType? values = null;
        while (!Take("}"))
        {
            if (Take("["))
            {
                while (!Take("]"))
                    _next++;
                Expect(":");
                values = ReadType();
            }
            else
            {
                string name = _tokens[_next++].Trim('"');
                Take("?");
                Expect(":");
                properties[name] = ReadType();
            }
            if (!Take(";"))
                Take(",");
        }
        return values is not null && properties.Count == 0 ? new DeclaredMap(values) : new DeclaredObject(properties);
    }

    private bool Take(string token)
    {
        if (Current != token)
            return false;
        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw new InvalidDataException($"Expected {token} and found {Current} in a declaration.");
    }
}
