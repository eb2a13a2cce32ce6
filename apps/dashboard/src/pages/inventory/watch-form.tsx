import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import type { ReactNode } from "react";
import { ProblemAlert } from "../../components/problem-alert.tsx";
import { currencyChoices } from "../../format/money.ts";
import { conditionChoices, movementChoices, rules, type WatchFields } from "./form-values.ts";

/** A watch to fill in or to change. */
export interface WatchFormProps {
  /** What the form begins with. */
  initial: WatchFields;
  /** What the button does. */
  action: string;
  pending: boolean;
  /** Why it could not be saved; what was typed stays. */
  error: unknown;
  /** Between the fields and the button. */
  children?: ReactNode;
  onSave: (fields: WatchFields) => void;
}

/** The form of a watch. */
export function WatchForm({ initial, action, pending, error, children, onSave }: WatchFormProps) {
  const form = useForm<WatchFields>({ mode: "uncontrolled", initialValues: initial, validate: rules });
  const text = (name: keyof WatchFields) => ({ key: form.key(name), ...form.getInputProps(name) });
  const box = (name: "box" | "papers") => ({
    key: form.key(name),
    ...form.getInputProps(name, { type: "checkbox" }),
  });
  return (
    <form onSubmit={form.onSubmit(onSave)} noValidate>
      <Stack>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Brand" withAsterisk maxLength={100} {...text("brand")} />
          <TextInput label="Model" withAsterisk maxLength={200} {...text("model")} />
          <TextInput label="Reference" maxLength={100} {...text("reference")} />
          <NumberInput
            label="Year"
            min={1500}
            max={2200}
            allowDecimal={false}
            hideControls
            {...text("year")}
          />
          <NumberInput
            label="Price"
            withAsterisk
            min={0}
            thousandSeparator=","
            hideControls
            {...text("price")}
          />
          <NativeSelect label="Currency" data={currencyChoices(initial.currency)} {...text("currency")} />
          <NativeSelect label="Condition" data={conditionChoices} {...text("condition")} />
        </SimpleGrid>
        <Group>
          <Checkbox label="Original box" {...box("box")} />
          <Checkbox label="Original papers" {...box("papers")} />
        </Group>
        <Textarea
          label="Photos"
          description="The address of each photo on a line of its own, the cover first."
          placeholder="https://…"
          autosize
          minRows={2}
          maxRows={8}
          {...text("photos")}
        />
        <Fieldset legend="Details">
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label="Case material" maxLength={100} {...text("case_material")} />
            <NumberInput
              label="Case diameter (mm)"
              min={1}
              max={1000}
              hideControls
              {...text("case_diameter_mm")}
            />
            <TextInput label="Dial colour" maxLength={100} {...text("dial_color")} />
            <TextInput label="Bracelet" maxLength={100} {...text("bracelet")} />
            <TextInput label="Calibre" maxLength={100} {...text("caliber")} />
            <NativeSelect label="Movement" data={movementChoices} {...text("movement")} />
            <NumberInput
              label="Water resistance (m)"
              min={0}
              max={100_000}
              allowDecimal={false}
              hideControls
              {...text("water_resistance_m")}
            />
            <NumberInput
              label="Power reserve (h)"
              min={0}
              max={100_000}
              allowDecimal={false}
              hideControls
              {...text("power_reserve_h")}
            />
          </SimpleGrid>
          <TextInput
            mt="md"
            label="Complications"
            description="With commas in between."
            placeholder="date, chronograph"
            {...text("complications")}
          />
        </Fieldset>
        {children}
        {error !== null && <ProblemAlert error={error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={pending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
