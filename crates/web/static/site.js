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

  // Published items that may already answer what is being typed: asked for a moment after the last key.
  var offered = function (input, wait, show) {
    var timer = 0, last = "";
    input.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () {
        var typed = input.value.trim();
        if (typed === last) { return; }
        last = typed;
        if (typed.length < 2) { show([]); return; }
        window.fetch(input.dataset.suggest + "?q=" + encodeURIComponent(typed.slice(0, 200)), { credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .then(function (found) {
            if (typed === last) { show(found.filter(function (one) { return /^\/(?!\/)/.test(one.address); })); }
          })
          .catch(function () { /* Without an answer the form works as before. */ });
      }, wait);
    });
  };
  var link = function (one) {
    var made = document.createElement("a");
    made.href = one.address;
    made.textContent = one.title;
    return made;
  };

  // Below a text: a list of links.
  var below = function (input, place) {
    offered(input, 400, function (found) {
      place.textContent = "";
      if (!found.length) { return; }
      var list = document.createElement("ul"), head = document.createElement("p");
      head.textContent = "这些已公开的信息可能就是您需要的：";
      found.forEach(function (one) {
        var item = document.createElement("li");
        item.appendChild(link(one));
        list.appendChild(item);
      });
      place.appendChild(head);
      place.appendChild(list);
    });
  };

  // Over the page below a line: a combobox with a list, as WAI-ARIA describes it.
  var combobox = function (input, place) {
    var at = -1;
    var set = function (name, value) { input.setAttribute(name, value); };
    var options = function () { return place.children; };
    var point = function (to) {
      if (at >= 0 && options()[at]) { options()[at].setAttribute("aria-selected", "false"); }
      at = to;
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options()[at].setAttribute("aria-selected", "true");
      options()[at].scrollIntoView({ block: "nearest" });
      set("aria-activedescendant", options()[at].id);
    };
    var open = function (is) {
      point(-1);
      place.hidden = !is;
      set("aria-expanded", String(is));
    };
    place.setAttribute("role", "listbox");
    place.setAttribute("aria-label", "可能要找的信息");
    set("role", "combobox");
    set("aria-autocomplete", "list");
    set("aria-controls", place.id);
    set("autocomplete", "off");
    open(false);
    offered(input, 200, function (found) {
      open(false);
      place.textContent = "";
      found.forEach(function (one, nth) {
        var option = link(one), detail = document.createElement("span");
        option.id = place.id + "-" + nth;
        option.tabIndex = -1;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        if (one.detail) {
          detail.className = "soft line";
          detail.textContent = one.detail;
          option.appendChild(document.createTextNode(" "));
          option.appendChild(detail);
        }
        place.appendChild(option);
      });
      open(found.length > 0 && document.activeElement === input);
    });
    input.addEventListener("keydown", function (event) {
      var count = options().length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      // Keys that choose signs in an input method are its own.
      if (event.isComposing || event.keyCode === 229 || !count) { return; }
      if (step && !event.altKey) {
        event.preventDefault();
        if (place.hidden) { open(true); }
        // One place more than options: the line itself.
        point((at + 1 + step + count + 1) % (count + 1) - 1);
      } else if (event.key === "Enter" && !place.hidden && at >= 0) {
        event.preventDefault();
        options()[at].click();
      } else if (event.key === "Escape" && !place.hidden) {
        event.preventDefault();
        open(false);
      }
    });
    // A press on an option does not take the focus out of the line.
    place.addEventListener("mousedown", function (event) { event.preventDefault(); });
    input.addEventListener("blur", function () { open(false); });
    // What was taken is left open on no page that is come back to.
    window.addEventListener("pageshow", function () { open(false); });
  };
  each("[data-suggest]", function (input) {
    var place = document.getElementById(input.dataset.suggestPlace);
    if (!place || !window.fetch) { return; }
    (input.tagName === "TEXTAREA" ? below : combobox)(input, place);
  });

  // Leaving the site is said beforehand.
  each("a[href^='http']", function (link) {
    if (link.host === window.location.host) { return; }
    link.addEventListener("click", function (event) {
      if (!window.confirm("您将离开本网站，前往 " + link.host)) { event.preventDefault(); }
    });
  });
})();
