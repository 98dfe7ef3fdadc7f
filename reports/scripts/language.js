// The radios switch the language by style alone; here page and address are kept in step.

const languages = [...document.querySelectorAll("input[name=ui]")];
const language = () => languages.find((radio) => radio.checked);

function speak() {
  document.documentElement.lang = language().value;
  document.title = language().dataset.title;
}

function nextLanguage() {
  languages[(languages.indexOf(language()) + 1) % languages.length].click();
}
