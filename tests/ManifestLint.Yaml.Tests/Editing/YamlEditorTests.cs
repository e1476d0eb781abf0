using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Yaml.Tests.Editing;

public sealed class YamlEditorTests
{
    [Fact]
    public void A_refused_editor_does_nothing_more()
    {
        YamlEditor refused = Edit("a: 1\n").SetScalar(YamlPath.Parse("b"), YamlValue.Integer(1));

        Assert.Equal("there is no b", refused.Refusal);
        Assert.Same(refused, refused.Set(YamlPath.Parse("a"), 2));
        Assert.Same(refused, refused.MoveItem(YamlPath.Root, 0, 1));
        Assert.Empty(refused.Changes);
        Assert.Equal("a: 1\n", refused.NewText.Text);
    }

    [Fact]
    public void A_broken_document_is_refused() => Assert.Equal("the document cannot be read", Edit("a: [1\n").Set(YamlPath.Parse("a"), 1).Refusal);

    [Fact]
    public void Changes_have_the_offsets_of_the_file()
    {
        YamlTree tree = YamlTree.Parse("a: 1\n---\nb: 1\n---\nc: 1\n");
        YamlEditor editor = YamlEditor.Of(tree.Documents[1]).SetScalar(YamlPath.Parse("b"), YamlValue.Integer(20)).Set(YamlPath.Parse("x.z"), true);

        Assert.Equal(new TextChange(new TextSpan(12, 13), "20\nx:\n  z: true"), Assert.Single(editor.Changes));
        Assert.Equal("a: 1\n---\nb: 20\nx:\n  z: true\n---\nc: 1\n", editor.NewText.Text);
    }

    [Fact]
    public void Changes_that_cancel_each_other_are_no_changes() =>
        Assert.Empty(Edit("a: 1\n").Set(YamlPath.Parse("b"), 1).RemoveEntry(YamlPath.Parse("b")).Changes);

    [Theory]
    [InlineData("run:\n- a: 1\n# beside\n- b: 2 # two\n", "start:\n# beside\n- b: 2 # two\nrun:\n- a: 1\n")]
    [InlineData("start:\n  - c: 3\nrun:\n  - a: 1\n  # beside\n  - b: 2\n    # deep\n    c: 3\n", "start:\n  - c: 3\n  # beside\n  - b: 2\n    # deep\n    c: 3\nrun:\n  - a: 1\n")]
    [InlineData("start: [{c: 3}]\nrun: [{a: 1}, {b: 2}]\n", "start: [{c: 3}, {b: 2}]\nrun: [{a: 1}]\n")]
    [InlineData("start:\nrun:\n- a: 1\n- b: 2\n", "start:\n- b: 2\nrun:\n- a: 1\n")]
    public void An_item_moves_into_another_sequence_with_its_comments(string before, string after)
    {
        YamlEditor moved = Edit(before).MoveItem(YamlPath.Parse("run[1]"), YamlPath.Parse("start"), EntryPosition.Before("run"));

        Assert.Null(moved.Refusal);
        Assert.Equal(after, moved.NewText.Text);
    }

    [Theory]
    [InlineData("run[2]", "start", "there is no run[2] that could be moved")]
    [InlineData("run", "start", "run cannot be moved to start")]
    [InlineData("run[0]", "text", "text is a scalar, not a sequence")]
    public void An_item_that_is_not_there_or_has_nowhere_to_go_stays(string item, string target, string refusal) =>
        Assert.Equal(refusal, Edit("run: [1, 2]\ntext: x\n").MoveItem(YamlPath.Parse(item), YamlPath.Parse(target), EntryPosition.Last).Refusal);

    [Fact]
    public void Values_carry_comments_at_every_depth()
    {
        YamlValue probe = YamlValue.Map(
            ("tcpSocket", YamlValue.Map(("port", YamlValue.String("http")))),
            ("periodSeconds", YamlValue.Integer(5).WithComment("twelve a minute", YamlCommentPlacement.Behind)),
            ("tests", YamlValue.List(YamlValue.String("a").WithComment("first"), "b")));

        Assert.Equal(
            "# ready\nprobe:\n  tcpSocket:\n    port: http\n  periodSeconds: 5 # twelve a minute\n  tests:\n  # first\n  - a\n  - b\nx: 1\n",
            Edit("x: 1\n").InsertEntry(YamlPath.Root, "probe", probe.WithComment("ready"), EntryPosition.First).NewText.Text);
    }

    [Fact]
    public void Data_is_equal_whatever_its_order_and_spelling()
    {
        Assert.Equal(YamlValue.Map(("a", 1), ("b", YamlValue.Float("1e3"))), YamlValue.Map(("b", YamlValue.Float("1000.0")), ("a", YamlValue.Integer(1))));
        Assert.Equal(YamlValue.Map(("a", 2)), YamlValue.From(YamlTree.Parse("a: 1\na: 0x2\n").Documents[0]));
        Assert.NotEqual(YamlValue.List(1, 2), YamlValue.List(2, 1));
        Assert.NotEqual<YamlValue>(YamlValue.String("1"), YamlValue.Integer(1));
        Assert.Throws<ArgumentException>(() => YamlValue.Float("abc"));
    }

    [Theory]
    [InlineData("mode: 644 # all\n", "0644", "mode: 0644 # all\n")]
    [InlineData("{mode: 644}\n", "0x1A4", "{mode: 0x1A4}\n")]
    [InlineData("{\"mode\": 644}\n", "0644", "{\"mode\": 420}\n")]
    public void A_whole_number_is_written_as_asked_and_in_JSON_in_decimal(string text, string number, string expected)
    {
        Assert.Equal(expected, Edit(text).SetScalar(YamlPath.Parse("mode"), YamlValue.Integer(number)).NewText.Text);
        Assert.Equal(YamlValue.Integer(420), YamlValue.Integer(number));
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("rw-r--r--")]
    [InlineData("")]
    public void What_is_no_whole_number_is_not_written_as_one(string number) => Assert.Throws<ArgumentException>(() => YamlValue.Integer(number));

    [Fact]
    public void A_value_is_never_read_as_another_document()
    {
        YamlEditor editor = Edit("a: 1\n").Set(YamlPath.Root, "---\nb: 1\n").Set(YamlPath.Root, YamlValue.Map(("x", "a\n---\nb\n")));

        Assert.Null(editor.Refusal);
        Assert.Equal("x: |\n  a\n  ---\n  b\n", editor.NewText.Text);
    }

    private static YamlEditor Edit(string text) => YamlEditor.Of(YamlTree.Parse(text).Documents[0]);
}
