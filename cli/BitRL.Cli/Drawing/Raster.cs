namespace BitRL.Cli.Drawing;

/// <summary>A picture of pixels that shapes are drawn into with smooth edges. Coordinates are pixels, y down; pixel i covers i … i + 1.</summary>
internal sealed class Raster
{
    /// <summary>Lines that are thinner than this many pixels are drawn so wide, and paler instead.</summary>
    private const double ThinnestLine = 1;

    private const int SubLines = 4;
    private readonly Rgb[] _pixels;
    private readonly double[] _coverage;
    private readonly List<double> _crossings = [];

    public Raster(int width, int height)
    {
        Width = width;
        Height = height;
        _pixels = new Rgb[width * height];
        _coverage = new double[width];
    }

    /// <summary>Pixels to the right.</summary>
    public int Width { get; }

    /// <summary>Pixels downwards.</summary>
    public int Height { get; }

    /// <summary>[Height, Width] row-major.</summary>
    public ReadOnlySpan<Rgb> Pixels => _pixels;

    /// <summary>Fills everything.</summary>
    public void Clear(Rgb color) => _pixels.AsSpan().Fill(color);

    /// <summary>Fills a line with round ends.</summary>
    public void FillCapsule(double x1, double y1, double x2, double y2, double radius, Rgb color)
    {
        double strength = Math.Min(1, 2 * radius / ThinnestLine);
        radius = Math.Max(radius, ThinnestLine / 2);
        var (left, right) = Range(Math.Min(x1, x2) - radius, Math.Max(x1, x2) + radius, Width);
        var (top, bottom) = Range(Math.Min(y1, y2) - radius, Math.Max(y1, y2) + radius, Height);
        double dx = x2 - x1;
        double dy = y2 - y1;
        double squared = (dx * dx) + (dy * dy);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                double px = x + 0.5 - x1;
                double py = y + 0.5 - y1;
                double along = squared > 0 ? Math.Clamp(((px * dx) + (py * dy)) / squared, 0, 1) : 0;
                double distance = Math.Sqrt(Square(px - (along * dx)) + Square(py - (along * dy)));
                Blend(x, y, color, strength * Math.Clamp(radius - distance + 0.5, 0, 1));
            }
        }
    }

    /// <summary>Fills a polygon by the even-odd rule.</summary>
    /// <param name="corners">x and y in turn.</param>
    /// <param name="color">Fill.</param>
    public void FillPolygon(ReadOnlySpan<double> corners, Rgb color)
    {
        double low = double.MaxValue;
        double high = double.MinValue;
        for (int i = 1; i < corners.Length; i += 2)
        {
            low = Math.Min(low, corners[i]);
            high = Math.Max(high, corners[i]);
        }

        var (top, bottom) = Range(low, high, Height);
        for (int y = top; y < bottom; y++)
        {
            _coverage.AsSpan().Clear();
            for (int sub = 0; sub < SubLines; sub++)
            {
                FindCrossings(corners, y + ((sub + 0.5) / SubLines));
                for (int i = 0; i + 1 < _crossings.Count; i += 2)
                {
                    Cover(_crossings[i], _crossings[i + 1]);
                }
            }

            for (int x = 0; x < Width; x++)
            {
                Blend(x, y, color, Math.Min(1, _coverage[x] / SubLines));
            }
        }
    }

    /// <summary>Fills an upright rectangle.</summary>
    public void FillRectangle(double left, double top, double right, double bottom, Rgb color)
    {
        var (fromX, toX) = Range(left, right, Width);
        var (fromY, toY) = Range(top, bottom, Height);
        for (int y = fromY; y < toY; y++)
        {
            double share = Math.Min(y + 1, bottom) - Math.Max(y, top);
            for (int x = fromX; x < toX; x++)
            {
                Blend(x, y, color, share * (Math.Min(x + 1, right) - Math.Max(x, left)));
            }
        }
    }

    private static double Square(double value) => value * value;

    /// <summary>The pixels that touch an interval, cut to the picture.</summary>
    private static (int From, int To) Range(double from, double to, int size) =>
        ((int)Math.Clamp(Math.Floor(from), 0, size), (int)Math.Clamp(Math.Ceiling(to), 0, size));

    private void FindCrossings(ReadOnlySpan<double> corners, double y)
    {
        _crossings.Clear();
        int count = corners.Length / 2;
        for (int i = 0; i < count; i++)
        {
            int j = (i + 1) % count;
            (double x1, double y1, double x2, double y2) = (corners[2 * i], corners[(2 * i) + 1], corners[2 * j], corners[(2 * j) + 1]);
            if (y1 <= y != y2 <= y)
            {
                _crossings.Add(x1 + ((y - y1) / (y2 - y1) * (x2 - x1)));
            }
        }

        _crossings.Sort();
    }

    private void Cover(double from, double to)
    {
        var (first, last) = Range(from, to, Width);
        for (int x = first; x < last; x++)
        {
            _coverage[x] += Math.Min(x + 1, to) - Math.Max(x, from);
        }
    }

    private void Blend(int x, int y, Rgb color, double share)
    {
        if (share > 0)
        {
            ref var pixel = ref _pixels[(y * Width) + x];
            pixel = share >= 1 ? color : pixel.Blend(color, share);
        }
    }
}
