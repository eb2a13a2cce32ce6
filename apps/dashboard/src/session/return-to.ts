/** What stands for "nowhere in particular". */
const HOME = "/";

/**
 * Where to go after signing in: only to a page of the dashboard itself, whatever a link to the sign-in page said.
 *
 * @param wanted path with query, as in `/orders?status=pending`.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted)) return HOME;
  return wanted.startsWith("/login") ? HOME : wanted;
}
