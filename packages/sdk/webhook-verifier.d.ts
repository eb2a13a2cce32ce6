// Stands for the package of this name while declarations are made; see tsconfig.build.json.
export {};
