/** What a brand's page adds to Heed's element. */
document.querySelector('preference-center').token = async () => (await fetch('/heed-token', {method: 'POST'})).text();
