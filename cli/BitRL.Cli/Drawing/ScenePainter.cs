using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>Draws scenes into rasters: world units to pixels, equal scales, centred.</summary>
internal sealed class ScenePainter(Raster raster, ColorScheme scheme)
{
    /// <summary>Letters smaller than this many pixels cannot be read and are left out.</summary>
    private const double SmallestLetter = 5;

    private double _scale;
    private double _left;
    private double _top;

    /// <summary>Draws a scene into the raster's first rows.</summary>
    /// <param name="view">What must be seen.</param>
    /// <param name="shapes">From back to front.</param>
    /// <param name="height">Rows that the scene may fill.</param>
    public void Paint(SceneView view, IEnumerable<SceneShape> shapes, int height)
    {
        raster.Clear(scheme[SceneColor.Background]);
        _scale = Math.Min(raster.Width / view.Width, height / view.Height);
        _left = view.Left - (((raster.Width / _scale) - view.Width) / 2);
        _top = view.Top + (((height / _scale) - view.Height) / 2);
        foreach (var shape in shapes)
        {
            Paint(shape);
        }
    }

    private double X(double x) => (x - _left) * _scale;

    private double Y(double y) => (_top - y) * _scale;

    private void Paint(SceneShape shape)
    {
        var numbers = shape.Numbers.AsSpan();
        var color = scheme[shape.Color];
        switch (shape.Kind)
        {
            case SceneShapeKind.Line:
                raster.FillCapsule(X(numbers[0]), Y(numbers[1]), X(numbers[2]), Y(numbers[3]), numbers[4] * _scale / 2, color);
                break;
            case SceneShapeKind.Circle:
                raster.FillCapsule(X(numbers[0]), Y(numbers[1]), X(numbers[0]), Y(numbers[1]), numbers[2] * _scale, color);
                break;
            case SceneShapeKind.Polygon:
                double[] corners = new double[numbers.Length];
                for (int i = 0; i < corners.Length; i += 2)
                {
                    (corners[i], corners[i + 1]) = (X(numbers[i]), Y(numbers[i + 1]));
                }

                raster.FillPolygon(corners, color);
                break;
            case SceneShapeKind.Text when numbers[2] * _scale >= SmallestLetter:
                PixelFont.Write(raster, shape.Text, X(numbers[0]), Y(numbers[1]), numbers[2] * _scale, color);
                break;
            default:
                break;
        }
    }
}
