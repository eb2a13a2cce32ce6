import { type CSSVariablesResolver, createTheme } from "@mantine/core";

/**
 * The look of the dashboard. Shades are chosen so that every text has the contrast of WCAG 2.2 AA on its ground, in light
 * and in dark: the end-to-end tests hold each page to it.
 */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  cursorType: "pointer",
  respectReducedMotion: true,
  // By name, not through the components themselves: a page that uses none of them does not load them.
  components: {
    // The colour is in the ground: of most colours the library's title has too little contrast on it.
    Alert: { styles: { title: { color: "var(--mantine-color-text)" } } },
    Badge: { defaultProps: { variant: "filled" } },
    // The close button of a dialog needs a name.
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Drawer: { defaultProps: { closeButtonProps: { "aria-label": "Close" }, position: "right" } },
    // A menu has items in it and nothing else.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
  },
});

/** Colours of texts that the components' own would leave with too little contrast. */
export const variables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    "--mantine-color-error": colors.red[9],
    "--mantine-color-placeholder": colors.gray[7],
    "--mantine-color-dimmed": colors.gray[7],
  },
  dark: {
    "--mantine-color-anchor": colors.indigo[3],
    "--mantine-color-error": colors.red[4],
    "--mantine-color-placeholder": colors.dark[1],
    "--mantine-color-dimmed": colors.dark[1],
  },
});
