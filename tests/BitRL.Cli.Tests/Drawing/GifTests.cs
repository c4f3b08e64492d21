using BitRL.Cli.Drawing;
using BitRL.Contracts.Environments;
using Shouldly;
using Xunit;

namespace BitRL.Cli.Tests.Drawing;

public sealed class GifTests
{
    private static readonly ColorScheme Scheme = ColorScheme.Light;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(300, 211)] // noise of this size fills the table of codes many times over
    public void AViewerSeesWhatWasDrawn(int width, int height)
    {
        var random = new Random(width);
        using var stream = new MemoryStream();
        var pictures = new List<Raster>();
        using (var gif = new GifWriter(stream, width, height, new GifPalette(Scheme)))
        {
            for (int frame = 0; frame < 4; frame++)
            {
                var picture = new Raster(width, height);
                for (int i = 0; i < width * height; i++)
                {
                    var color = Scheme.Colors[random.Next(Scheme.Colors.Length)];
                    picture.FillRectangle(i % width, i / width, (i % width) + 1, (i / width) + 1, color);
                }

                pictures.Add(picture);
                gif.Add(picture, delay: 5 + frame);
            }
        }

        var read = GifReader.Read(stream.ToArray());

        (read.Width, read.Height, read.RepeatsForEver).ShouldBe((width, height, true));
        read.Frames.Sum(frame => frame.Delay).ShouldBe(5 + 6 + 7 + 8);
        read.Frames[^1].Pixels.ShouldBe(pictures[^1].Pixels.ToArray());
        if (width > 1)
        {
            read.Frames.Count.ShouldBe(4);
            read.Frames.Select(frame => frame.Pixels).ShouldBe(pictures.Select(drawn => drawn.Pixels.ToArray()));
        }
    }

    [Fact]
    public void OnlyWhatChangedIsWrittenAndStillFramesAreJoined()
    {
        using var stream = new MemoryStream();
        var picture = new Raster(200, 100);
        long whole;
        using (var gif = new GifWriter(stream, 200, 100, new GifPalette(Scheme)))
        {
            picture.Clear(Scheme[SceneColor.Background]);
            gif.Add(picture, 3);
            gif.Add(picture, 4);
            picture.FillRectangle(50, 60, 52, 63, Scheme[SceneColor.Red]);
            gif.Add(picture, 5);
            whole = stream.Length;
        }

        var read = GifReader.Read(stream.ToArray());

        read.Frames.Select(frame => frame.Delay).ShouldBe([7, 5]);
        read.Frames[1].Pixels[(60 * 200) + 50].ShouldBe(Scheme[SceneColor.Red]);
        read.Frames[1].Pixels[(60 * 200) + 49].ShouldBe(Scheme[SceneColor.Background]);
        (stream.Length - whole).ShouldBeLessThan(60); // two by three pixels
    }

    [Fact]
    public void EveryColourOfASchemeIsInThePaletteExactly()
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            var palette = new GifPalette(scheme);
            palette.Used.ShouldBeLessThanOrEqualTo(GifPalette.Size);
            scheme.Colors.Select(color => palette.Colors.ToArray()[palette.IndexOf(color)]).ShouldBe(scheme.Colors);
        }
    }

    [Fact]
    public void AFilmKeepsThePaceOfItsWorld()
    {
        // 0.008 s a step is more than 30 a second: every fifth is shown, for 4 hundredths each.
        var frames = Enumerable.Range(0, 101).Select(step => Frame(step)).ToList();
        using var stream = new MemoryStream();

        GifFilm.Write(new Film("Test-v0", 0.008, frames), stream);

        var read = GifReader.Read(stream.ToArray());
        read.Frames.Count.ShouldBe(21);
        read.Frames[..^1].ShouldAllBe(frame => frame.Delay == 4);
    }

    private static FilmFrame Frame(int step) => new(new SceneView(0, 0, 4, 2), [new SceneShape(SceneShapeKind.Circle, SceneColor.Accent, [step / 30.0, 1, 0.3], "")])
    {
        Episode = 0,
        Step = step,
        Action = "",
        Reward = 1,
        Return = step,
        Text = "",
    };
}
