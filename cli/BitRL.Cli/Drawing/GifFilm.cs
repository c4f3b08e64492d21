using System.Globalization;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>Draws a film as an animated GIF.</summary>
internal static class GifFilm
{
    private const int Width = 480;
    private const int LeastHeight = 120;
    private const int MostHeight = 480;
    private const int CaptionHeight = 24;
    private const double LetterHeight = 9;
    private const int CentisecondsAtTheEnd = 150;

    /// <summary>Writes it.</summary>
    public static void Write(Film film, Stream stream)
    {
        var scheme = ColorScheme.Light;
        var view = film.Frames[0].View;
        int height = (int)Math.Clamp(Math.Round(Width * view.Height / view.Width), LeastHeight, MostHeight);
        var raster = new Raster(Width, height + CaptionHeight);
        var painter = new ScenePainter(raster, scheme);
        using var gif = new GifWriter(stream, raster.Width, raster.Height, new GifPalette(scheme));
        double shown = 0;
        for (int i = 0; i < film.Frames.Count; i++)
        {
            var frame = film.Frames[i];
            bool isLast = i + 1 == film.Frames.Count || film.Frames[i + 1].Episode != frame.Episode;
            if (!isLast && frame.Step % film.Stride != 0)
            {
                continue;
            }

            painter.Paint(frame.View, frame.Shapes, height);
            WriteCaption(raster, scheme, film.Title, frame, height);

            // Rounded as a sum, so that the film keeps pace with the world.
            double until = shown + (film.Pace * film.Stride * 100);
            gif.Add(raster, isLast ? CentisecondsAtTheEnd : Math.Max(2, (int)Math.Round(until) - (int)Math.Round(shown)));
            shown = until;
        }
    }

    private static void WriteCaption(Raster raster, ColorScheme scheme, string title, FilmFrame frame, int height)
    {
        raster.FillRectangle(0, height, raster.Width, raster.Height, scheme[SceneColor.Background]);
        string text = string.Create(CultureInfo.InvariantCulture, $"{title}  step {frame.Step}  return {frame.Return:0.##}  {frame.Action}");
        PixelFont.Write(raster, text, 8, raster.Height - 8, LetterHeight, scheme[SceneColor.Muted]);
    }
}
