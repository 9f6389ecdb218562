/** Lint rules for the widget and for its checks. Run from the root of the repository: `scripts/check-widget`. */
import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

const everything = { FunctionDeclaration: true, ClassDeclaration: true, MethodDefinition: true };

export default [
  js.configs.recommended,
  jsdoc.configs["flat/recommended-typescript-flavor-error"],
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40, skipComments: true }],
      "no-console": "error",
      "no-else-return": "error",
      "no-shadow": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "jsdoc/require-jsdoc": ["error", { require: everything, checkConstructors: false, checkGetters: "no-setter" }],
      // Types say most of it: a description stands where it adds something.
      "jsdoc/require-param-description": "off",
      "jsdoc/require-property-description": "off",
      "jsdoc/require-returns": ["error", { checkGetters: false }],
      "jsdoc/require-returns-description": "off",
      "jsdoc/require-yields": "off",
      "jsdoc/tag-lines": "off",
    },
  },
  { files: ["qa/widget/**/*.js", "eval/judging/browser/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["tests/qa/widget/**/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
];
