// The site's one script. Every page works without it; it only makes some things quicker.
(function () {
  "use strict";
  var each = function (selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); };

  // What only a script can do is shown only where a script runs.
  each("[data-script]", function (element) { element.hidden = false; });
  each("[data-print]", function (button) { button.addEventListener("click", function () { window.print(); }); });

  // One press sends a form once; coming back to the page allows it again.
  each("form[method=post]", function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      window.setTimeout(function () { delete form.dataset.sent; }, 8000);
    });
  });
  window.addEventListener("pageshow", function () { each("form[data-sent]", function (form) { delete form.dataset.sent; }); });

  // Chosen files with their sizes; too large a file is named before it is sent.
  each("input[type=file]", function (input) {
    input.addEventListener("change", function () {
      var list = input.parentNode.querySelector(".files") || document.createElement("ul");
      list.className = "files";
      list.setAttribute("aria-live", "polite");
      list.textContent = "";
      Array.prototype.forEach.call(input.files, function (file) {
        var item = document.createElement("li");
        var limit = Number(input.dataset.limit || 0);
        item.textContent = file.name + "，" + Math.max(1, Math.round(file.size / 1024)) + " KB";
        if (limit && file.size > limit) { item.textContent += "：超过大小限制，请另选"; item.className = "error"; }
        list.appendChild(item);
      });
      input.parentNode.appendChild(list);
    });
  });

  // Published items that may already answer what is being typed.
  each("[data-suggest]", function (input) {
    var place = document.getElementById(input.dataset.suggestPlace);
    var timer = 0, last = "";
    if (!place || !window.fetch) { return; }
    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        var typed = input.value.trim();
        if (typed === last || typed.length < 2) { return; }
        last = typed;
        window.fetch(input.dataset.suggest + "?q=" + encodeURIComponent(typed.slice(0, 200)), { credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .then(function (found) {
            if (typed !== last) { return; }
            place.textContent = "";
            if (!found.length) { return; }
            var list = document.createElement("ul"), head = document.createElement("p");
            head.textContent = "这些已公开的信息可能就是您需要的：";
            found.forEach(function (one) {
              if (!/^\/(?!\/)/.test(one.address)) { return; }
              var item = document.createElement("li"), link = document.createElement("a");
              link.href = one.address;
              link.textContent = one.title;
              item.appendChild(link);
              list.appendChild(item);
            });
            place.appendChild(head);
            place.appendChild(list);
          })
          .catch(function () { /* Without an answer the form works as before. */ });
      }, 400);
    });
  });

  // Leaving the site is said beforehand.
  each("a[href^='http']", function (link) {
    if (link.host === window.location.host) { return; }
    link.addEventListener("click", function (event) {
      if (!window.confirm("您将离开本网站，前往 " + link.host)) { event.preventDefault(); }
    });
  });
})();
