using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>Collects the shapes of one picture.</summary>
internal sealed class Scene : ISceneWriter
{
    private readonly List<SceneShape> _shapes = [];
    private SceneView? _view;

    /// <summary>From back to front.</summary>
    public IReadOnlyList<SceneShape> Shapes => _shapes;

    /// <summary>Whether <see cref="View"/> was called.</summary>
    public bool HasView => _view is not null;

    /// <summary>What is shown; a unit square where the environment did not say.</summary>
    public SceneView Window => _view ?? new SceneView(0, 0, 1, 1);

    /// <summary>The present state of a copy.</summary>
    public static Scene Of(IDrawableEnvironment drawable, int copy)
    {
        var scene = new Scene();
        drawable.Draw(copy, scene);
        return scene;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _shapes.Clear();
        _view = null;
    }

    /// <inheritdoc/>
    public void View(double left, double bottom, double right, double top)
    {
        RequireFinite([left, bottom, right, top]);
        if (left >= right || bottom >= top)
        {
            throw new ArgumentException($"the view {left}..{right} × {bottom}..{top} is empty");
        }

        _view = new SceneView(left, bottom, right, top);
    }

    /// <inheritdoc/>
    public void Line(double x1, double y1, double x2, double y2, double width, SceneColor color) => Add(SceneShapeKind.Line, color, [x1, y1, x2, y2, width]);

    /// <inheritdoc/>
    public void Circle(double x, double y, double radius, SceneColor color) => Add(SceneShapeKind.Circle, color, [x, y, radius]);

    /// <inheritdoc/>
    public void Polygon(ReadOnlySpan<double> corners, SceneColor color)
    {
        if (corners.Length < 6 || corners.Length % 2 != 0)
        {
            throw new ArgumentException($"a polygon of {corners.Length} numbers; give x and y of at least three corners");
        }

        Add(SceneShapeKind.Polygon, color, corners);
    }

    /// <inheritdoc/>
    public void Text(double x, double y, double height, ReadOnlySpan<char> text, SceneColor color) => Add(SceneShapeKind.Text, color, [x, y, height], text.ToString());

    private void Add(SceneShapeKind kind, SceneColor color, ReadOnlySpan<double> numbers, string text = "")
    {
        RequireFinite(numbers);
        if (!Enum.IsDefined(color))
        {
            throw new ArgumentException($"there is no colour {(int)color}");
        }

        _shapes.Add(new SceneShape(kind, color, [.. numbers], text));
    }

    private static void RequireFinite(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (!double.IsFinite(number))
            {
                throw new ArgumentException($"a shape has the number {number}; numbers must be finite");
            }
        }
    }
}
