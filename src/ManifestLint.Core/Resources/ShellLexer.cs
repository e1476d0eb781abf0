using System.Text;

namespace ManifestLint.Resources;

/// <summary>What a token of a shell script is.</summary>
public enum ShellTokenKind
{
    /// <summary>A word.</summary>
    Word,

    /// <summary>An operator.</summary>
    Operator,
}

/// <summary>A word without its quotes, or an operator such as <c>&amp;&amp;</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The characters; a substitution such as <c>$(cat x.pid)</c> stays as written.</param>
/// <param name="IsExpanded">Whether the shell fills something in.</param>
/// <param name="IsQuoted">Whether a part is quoted, so that it is no keyword.</param>
/// <param name="Start">Where it begins in the script.</param>
/// <param name="End">Where it ends.</param>
public readonly record struct ShellToken(ShellTokenKind Kind, string Text, bool IsExpanded, bool IsQuoted, int Start, int End);

/// <summary>
/// Cuts a POSIX shell script into tokens, redirections left out. It is no shell: what it does not know (here-documents, open quotes) makes the whole script
/// unknown.
/// </summary>
internal sealed class ShellLexer
{
    private readonly string _text;
    private readonly List<ShellToken> _tokens;
    private readonly StringBuilder _word = new();
    private int _position;
    private int _wordStart = -1;
    private bool _isExpanded;
    private bool _isQuoted;
    private bool _skipNextWord;

    private ShellLexer(string text)
    {
        _text = text;
        _tokens = new List<ShellToken>(4 + (text.Length / 4));
    }

    /// <summary>The tokens; null when the script cannot be read.</summary>
    public static List<ShellToken>? Read(string text)
    {
        var lexer = new ShellLexer(text);
        return lexer.ReadAll() ? lexer._tokens : null;
    }

    private bool ReadAll()
    {
        while (_position < _text.Length)
        {
            char c = _text[_position];
            bool isRead = c switch
            {
                ' ' or '\t' or '\r' => EndWord(1),
                '#' when _wordStart < 0 => SkipComment(),
                '\n' or ';' or '&' or '|' or '(' or ')' => ReadOperator(c),
                '<' or '>' => ReadRedirection(c),
                '\\' => ReadEscape(),
                '\'' => ReadSingleQuoted(),
                '"' => ReadDoubleQuoted(),
                '$' or '`' => ReadSubstitution(),
                _ => Add(c),
            };
            if (!isRead)
                return false;
        }

        EndWord(0);
        return true;
    }

    private bool Add(char c)
    {
        Begin();
        _word.Append(c);
        _position++;
        return true;
    }

    private void Begin()
    {
        if (_wordStart < 0)
            _wordStart = _position;
    }

    private bool EndWord(int skip)
    {
        if (_wordStart >= 0)
        {
            if (!_skipNextWord)
                _tokens.Add(new(ShellTokenKind.Word, _word.ToString(), _isExpanded, _isQuoted, _wordStart, _position));
            _skipNextWord = false;
        }

        _word.Clear();
        _wordStart = -1;
        _isExpanded = _isQuoted = false;
        _position += skip;
        return true;
    }

    private bool SkipComment()
    {
        int end = _text.IndexOf('\n', _position);
        _position = end < 0 ? _text.Length : end;
        return true;
    }

    private bool ReadOperator(char c)
    {
        bool isDoubled = c is '&' or '|' or ';' && _position + 1 < _text.Length && _text[_position + 1] == c;
        if (c == '&' && !isDoubled && _position + 1 < _text.Length && _text[_position + 1] == '>')
        {
            EndWord(1);
            return true;
        }

        EndWord(0);
        int length = isDoubled ? 2 : 1;
        string text = c is '\n' || (c == ';' && isDoubled) ? ";" : _text.Substring(_position, length);
        _tokens.Add(new(ShellTokenKind.Operator, text, IsExpanded: false, IsQuoted: false, _position, _position + length));
        _position += length;
        return true;
    }

    private bool ReadRedirection(char c)
    {
        // "2>file": the number belongs to the redirection.
        if (_wordStart >= 0 && !_isQuoted && _word.ToString().All(char.IsAsciiDigit))
        {
            _word.Clear();
            _wordStart = -1;
        }

        EndWord(1);
        if (_position < _text.Length && _text[_position] == '<' && c == '<')
            return false;
        if (_position < _text.Length && _text[_position] is '>' or '&' or '|')
            _position++;
        _skipNextWord = true;
        return true;
    }

    private bool ReadEscape()
    {
        if (_position + 1 < _text.Length && _text[_position + 1] == '\n')
        {
            _position += 2;
            return true;
        }

        Begin();
        _isQuoted = true;
        if (_position + 1 < _text.Length)
            _word.Append(_text[_position + 1]);
        _position = Math.Min(_text.Length, _position + 2);
        return true;
    }

    private bool ReadSingleQuoted()
    {
        int end = _text.IndexOf('\'', _position + 1);
        if (end < 0)
            return false;

        Begin();
        _isQuoted = true;
        _word.Append(_text, _position + 1, end - _position - 1);
        _position = end + 1;
        return true;
    }

    private bool ReadDoubleQuoted()
    {
        Begin();
        _isQuoted = true;
        _position++;
        while (_position < _text.Length)
        {
            char c = _text[_position];
            if (c == '"')
            {
                _position++;
                return true;
            }

            if (c is '$' or '`')
            {
                if (!ReadSubstitution())
                    return false;
                continue;
            }

            if (c == '\\' && _position + 1 < _text.Length && _text[_position + 1] is '"' or '\\' or '$' or '`')
                c = _text[++_position];
            _word.Append(c);
            _position++;
        }

        return false;
    }

    private bool ReadSubstitution()
    {
        Begin();
        int end = EndOfSubstitution();
        if (end < 0)
            return false;

        _isExpanded |= end > _position + 1;
        _word.Append(_text, _position, end - _position);
        _position = end;
        return true;
    }

    private int EndOfSubstitution()
    {
        if (_text[_position] == '`')
            return _text.IndexOf('`', _position + 1) is var close and >= 0 ? close + 1 : -1;

        int next = _position + 1;
        if (next >= _text.Length)
            return next;
        if (_text[next] is '(' or '{')
            return EndOfBrackets(next, _text[next], _text[next] == '(' ? ')' : '}');
        if (_text[next] is '!' or '?' or '$' or '@' or '*' or '#' or '-')
            return next + 1;
        while (next < _text.Length && (char.IsAsciiLetterOrDigit(_text[next]) || _text[next] == '_'))
            next++;
        return next;
    }

    private int EndOfBrackets(int start, char open, char close)
    {
        int depth = 0;
        for (int i = start; i < _text.Length; i++)
        {
            if (_text[i] == open)
                depth++;
            else if (_text[i] == close && --depth == 0)
                return i + 1;
        }

        return -1;
    }
}
