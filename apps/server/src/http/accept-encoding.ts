/** Whether `Accept-Encoding` (RFC 9110, 12.5.3) lets an encoding in, by its name. */
export function acceptsEncoding(header: string, encoding: string): boolean {
  return header.split(",").some((each) => {
    const [name, ...parameters] = each.split(";").map((part) => part.trim());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}
