(function(r){r.className="js";try{var c=localStorage.getItem("care.colors");if(c)r.dataset.colors=c}catch(e){}})(document.documentElement)
