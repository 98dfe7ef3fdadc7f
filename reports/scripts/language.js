// The radios switch the language by style alone; here page, address and times are kept in step.

const languages = [...document.querySelectorAll("input[name=ui]")];
const language = () => languages.find((radio) => radio.checked);

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// As scanner/report/times.py writes it.
function written(iso) {
  const [, year, month, day, clock] = iso.match(/^(\d+)-(\d+)-(\d+)T(\d+:\d+)/);
  return language().value === "en"
    ? `${Number(day)} ${MONTHS[month - 1]} ${year}, ${clock}`
    : `${Number(year)}年${Number(month)}月${Number(day)}日 ${clock}`;
}

// Times that do not stand there in every language.
function tellTimes(part) {
  for (const time of part.querySelectorAll("time:not(:has(*))")) time.textContent = written(time.dateTime);
}

function speak() {
  document.documentElement.lang = language().value;
  document.title = language().dataset.title;
  tellTimes(document);
}

function nextLanguage() {
  languages[(languages.indexOf(language()) + 1) % languages.length].click();
}
