/**
 * What browsers are told about every page and file of the dashboard.
 *
 * The policy (CSP level 3) lets in scripts and styles of this server's own files only. Styles that the component library
 * writes itself carry the page's nonce. Photos of watches come from wherever the dealer keeps them. Nobody may put the
 * dashboard into a frame.
 *
 * @param nonce the page's own, different for each answer; null for files.
 */
export function securityHeaders(nonce: string | null): Readonly<Record<string, string>> {
  return browserHeaders([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === null ? "" : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]);
}

/**
 * What browsers are told about everything that they are shown.
 *
 * @param policy the directives of its content security policy.
 */
export function browserHeaders(policy: readonly string[]): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": policy.join("; "),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}
