/** One page of the site, in Markdown. */
export interface Page {
  /** Where it is, below the site's base, without a slash at either end; the first page is `index`. */
  slug: string;
  title: string;
  /** Its name in the navigation. */
  label: string;
  /** One sentence on what it is about. */
  description: string;
  /** Without its title. */
  body: string;
}
