import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

const DEBOUNCE_MS = 250;

/** What a page is searched for. */
export interface SearchFieldProps {
  label: string;
  /** What the URL says. */
  value: string;
  /** Told once typing has paused. */
  onSearch: (text: string) => void;
}

/** The search of a page: `/` leads to it, Esc empties it. */
export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const said = useRef(value);
  const say = (next: string) => {
    said.current = next.trim();
    onSearch(said.current);
  };
  const sayLater = useDebouncedCallback(say, DEBOUNCE_MS);
  // The URL can change by itself too: by the back button, or a link.
  useEffect(() => {
    if (value === said.current) return;
    said.current = value;
    setText(value);
  }, [value]);
  const clear = () => {
    setText("");
    say("");
  };
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      data-search
      value={text}
      maxLength={200}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        sayLater(currentTarget.value);
      }}
      onKeyDown={({ key }) => {
        if (key === "Escape") clear();
      }}
      rightSection={
        text === "" ? <Kbd aria-hidden>/</Kbd> : <CloseButton aria-label="Clear the search" onClick={clear} />
      }
      className="search"
    />
  );
}
