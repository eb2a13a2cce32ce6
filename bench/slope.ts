/**
 * The straight line that fits some points best (least squares).
 *
 * @returns where it begins, at x = 0, and how much it rises for each 1 of x.
 */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): {
  start: number;
  slope: number;
} {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([each]) => each)), mean(points.map(([, each]) => each))];
  const together = mean(points.map(([px, py]) => (px - x) * (py - y)));
  const alone = mean(points.map(([px]) => (px - x) ** 2));
  const slope = alone === 0 ? 0 : together / alone;
  return { start: y - slope * x, slope };
}
