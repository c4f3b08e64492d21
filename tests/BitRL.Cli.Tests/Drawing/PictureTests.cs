using BitRL.Cli.Drawing;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Drawing;

public sealed class PictureTests
{
    private static readonly Rgb White = new(255, 255, 255);
    private static readonly Rgb Black = new(0, 0, 0);

    [Fact]
    public void ShapesCoverTheAreaThatTheyHave()
    {
        Ink(r => r.FillCapsule(50, 50, 50, 50, 20, Black)).ShouldBe(Math.PI * 400, 8);
        Ink(r => r.FillCapsule(20, 30, 70, 60, 5, Black)).ShouldBe((Math.Sqrt(2500 + 900) * 10) + (Math.PI * 25), 8);
        Ink(r => r.FillPolygon([10, 10, 60.5, 10, 60.5, 40.25, 10, 40.25], Black)).ShouldBe(50.5 * 30.25, 2);
        Ink(r => r.FillRectangle(10.25, 20, 15.75, 22.5, Black)).ShouldBe(5.5 * 2.5, 0.2);
        Ink(r => r.FillCapsule(10, 50, 90, 50, 0.1, Black)).ShouldBe(80 * 0.2, 2); // thinner than a pixel: paler
    }

    [Fact]
    public void APolygonThatCrossesItselfFollowsTheEvenOddRule()
    {
        var raster = Blank();
        raster.FillPolygon([10, 10, 90, 10, 90, 90, 10, 90, 10, 10, 30, 30, 70, 30, 70, 70, 30, 70, 30, 30], Black);

        raster.Pixels[(50 * 100) + 50].ShouldBe(White);
        raster.Pixels[(20 * 100) + 20].ShouldBe(Black);
    }

    [Fact]
    public void ShapesOutsideThePictureAreCutOff()
    {
        Ink(r => r.FillCapsule(-1e9, -1e9, 1e9, -1e9, 5, Black)).ShouldBe(0);
        Ink(r => r.FillPolygon([-500, -500, 500, -500, 500, 500, -500, 500], Black)).ShouldBe(100 * 100);
        Ink(r => PixelFont.Write(r, "far away", 1e6, 1e6, 10, Black)).ShouldBe(0);
    }

    [Fact]
    public void EveryLetterHasInkAndNoTwoAreAlike()
    {
        string letters = string.Concat(Enumerable.Range(33, 63).Select(code => (char)code));

        var pictures = letters.Select(letter =>
        {
            var raster = new Raster(8, 10);
            raster.Clear(White);
            PixelFont.Write(raster, $"{letter}", 1, 8, 7, Black);
            return string.Concat(raster.Pixels.ToArray().Select(pixel => pixel == Black ? '#' : '.'));
        }).ToList();

        pictures.ShouldAllBe(picture => picture.Contains('#'));
        pictures.ShouldBeUnique();
    }

    [Fact]
    public void AWorldIsCentredAndKeepsItsProportions()
    {
        var raster = Blank();

        // A view twice as wide as high, in a square: the circle stays round, in the middle.
        new ScenePainter(raster, ColorScheme.Light).Paint(new SceneView(-2, -1, 2, 1), [new SceneShape(SceneShapeKind.Circle, SceneColor.Foreground, [0, 0, 1], "")], 100);

        var ink = ColorScheme.Light[SceneColor.Foreground];
        raster.Pixels[(50 * 100) + 50].ShouldBe(ink);
        raster.Pixels[(50 * 100) + 28].ShouldBe(ink);
        raster.Pixels[(28 * 100) + 50].ShouldBe(ink);
        raster.Pixels[(50 * 100) + 20].ShouldBe(White);
        raster.Pixels[(20 * 100) + 50].ShouldBe(White);
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Cube")]
    [InlineData("True")]
    public void ATerminalShowsAPictureOfItsSize(string name)
    {
        var colors = Enum.Parse<TerminalColors>(name);
        var scene = new Scene();
        scene.View(0, 0, 4, 2);
        scene.Circle(2, 1, 0.9, SceneColor.Red);

        var lines = TerminalPicture.Draw(scene, columns: 40, mostRows: 50, colors);

        lines.Count.ShouldBe(10); // half of 40 / 2: characters are twice as high as wide
        bool hasEscapes = lines.Any(line => line.Contains('\e'));
        hasEscapes.ShouldBe(colors != TerminalColors.None);
        if (colors == TerminalColors.None)
        {
            lines[5].Trim().ShouldContain('⣿');
            lines.ShouldAllBe(line => line.Length <= 40);
        }
        else
        {
            lines.ShouldAllBe(line => line.Count(letter => letter == '▀') == 40 && line.EndsWith("\e[0m"));
        }
    }

    [Theory]
    [InlineData(80, 23)]
    [InlineData(40, 12)]
    [InlineData(20, 20)]
    public void ATextIsShownWholeAndThePictureHasWhatIsLeft(int columns, int rows)
    {
        var scene = new Scene();
        scene.View(0, 0, 4, 2);
        string[] lines = ["first", new string('m', 150), "last"];

        string[] shown = [.. TerminalScreen.Compose(scene, lines, columns, rows, TerminalColors.None)];

        int written = 2 + ((150 + columns - 1) / columns);
        string.Concat(shown[^written..]).ShouldBe(string.Concat(lines));
        shown.Length.ShouldBeInRange(written + 3, rows);
        TerminalScreen.Compose(scene, lines, columns, written + 2, TerminalColors.None).Count().ShouldBe(written, "no room for a picture");
        TerminalScreen.Compose(scene, lines, columns, rows: 2, TerminalColors.None).Count().ShouldBe(2);
    }

    [Fact]
    public void ControlCharactersOfATextNeverReachTheTerminal() =>
        TerminalScreen.Wrap("a\e[2Jb\tc", 4).ShouldBe(["a?[2", "Jb?c"]);

    [Fact]
    public void ASceneRefusesWhatCannotBeDrawn()
    {
        var scene = new Scene();

        Should.Throw<ArgumentException>(() => scene.View(0, 0, 0, 1));
        Should.Throw<ArgumentException>(() => scene.Circle(0, double.NaN, 1, SceneColor.Red));
        Should.Throw<ArgumentException>(() => scene.Polygon([0, 0, 1, 1], SceneColor.Red));
        Should.Throw<ArgumentException>(() => scene.Line(0, 0, 1, 1, 1, (SceneColor)99));
    }

    private static Raster Blank()
    {
        var raster = new Raster(100, 100);
        raster.Clear(White);
        return raster;
    }

    /// <summary>Black pixels, grey ones in part.</summary>
    private static double Ink(Action<Raster> draw)
    {
        var raster = Blank();
        draw(raster);
        return raster.Pixels.ToArray().Sum(pixel => (255 - pixel.R) / 255.0);
    }
}
